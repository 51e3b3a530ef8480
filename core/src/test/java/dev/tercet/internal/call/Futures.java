package dev.tercet.internal.call;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.spi.Rpc;
import java.util.concurrent.CompletableFuture;

/** Calls as their futures, completed by whoever brings the result. */
public final class Futures {
    private Futures() {}

    public static <Q, R> CompletableFuture<R> call(Calls calls, Rpc<Q, R> rpc, Q request, CallOptions options) {
        return FutureResult.of(Straight.NOW, calls, rpc, request, options);
    }
}
