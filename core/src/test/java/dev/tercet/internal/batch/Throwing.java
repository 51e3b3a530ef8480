package dev.tercet.internal.batch;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.spi.Rpc;

/** An engine for which keys that are called large are too large for memory. */
final class Throwing extends OnlyResults {
    private final FakeCalls others;

    Throwing(FakeCalls others) {
        this.others = others;
    }

    @Override
    public <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result) {
        if (request.toString().contains("large")) {
            throw new OutOfMemoryError("the test says so");
        }
        return others.call(rpc, request, options, result);
    }
}
