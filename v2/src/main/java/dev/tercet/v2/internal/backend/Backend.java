package dev.tercet.v2.internal.backend;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What answers the calls of a v2 client. Arguments are checked; futures complete with the client's exceptions, on its callback threads,
 * and cancelling one cancels what it stands for.
 */
public interface Backend extends WatchOpener {
    CompletableFuture<EtcdResult> read(V2Read read, CallOptions options);

    CompletableFuture<EtcdResult> write(V2Write write, CallOptions options);

    CompletableFuture<EtcdResult> delete(V2Delete delete, CallOptions options);

    CompletableFuture<List<String>> machines(CallOptions options);

    CompletableFuture<Map<String, V2Member>> members(CallOptions options);

    CompletableFuture<V2Member> leader(CallOptions options);

    CompletableFuture<V2Stats> stats(StatsKind kind, CallOptions options);

    CompletableFuture<V2Version> version(CallOptions options);

    CompletableFuture<ApiAnswer> apiExecute(ApiRequest request, CallOptions options);

    /** Users and roles. */
    AuthBackend auth();
}
