package dev.tercet.internal.batch;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.call.Calls;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import java.util.List;

/** An engine that makes the calls which lanes make, and no others. */
abstract class OnlyResults implements Calls {
    @Override
    public <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <Q, R> Stream stream(
            StreamRpc<Q, R> rpc, Q request, CallOptions options, boolean requireLeader, StreamResult<R> result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Calls at(String endpoint) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> endpoints() {
        return List.of();
    }

    @Override
    public Cancellable onClose(Runnable task) {
        return () -> {};
    }
}
