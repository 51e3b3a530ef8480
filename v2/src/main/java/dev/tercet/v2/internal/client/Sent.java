package dev.tercet.v2.internal.client;

import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.InPlaceCallbacks;
import dev.tercet.spi.engine.Waiting;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks and waits. Also on a thread that is interrupted already it is asked, since that is how a lock is given back. */
final class Sent {
    private Sent() {}

    /**
     * What came of it.
     *
     * @param what what is asked, in words
     * @param outcome what an interrupt leaves behind
     * @param call asks
     * @throws IllegalStateException in a callback on the I/O thread, where it is not asked
     */
    static <R> R on(String what, Outcome outcome, Supplier<? extends CompletableFuture<R>> call) {
        InPlaceCallbacks.refuseToWait(what);
        return Waiting.on(call.get(), what, outcome);
    }
}
