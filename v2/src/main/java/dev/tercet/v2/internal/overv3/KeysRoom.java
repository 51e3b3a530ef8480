package dev.tercet.v2.internal.overv3;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.util.concurrent.CompletableFuture;

/** The keys of a backend over v3; see {@code Backend}. */
public interface KeysRoom {
    CompletableFuture<EtcdResult> read(V2Read read, CallOptions options);

    CompletableFuture<EtcdResult> write(V2Write write, CallOptions options);

    CompletableFuture<EtcdResult> delete(V2Delete delete, CallOptions options);
}
