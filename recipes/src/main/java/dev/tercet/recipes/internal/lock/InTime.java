package dev.tercet.recipes.internal.lock;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.recipes.internal.flow.Bounded;
import dev.tercet.recipes.internal.flow.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A step of an acquisition that has to be done before the deadline of the whole. */
record InTime(LockName name, Deadline deadline, Executor callbacks) {
    /**
     * The call, given up when the deadline is past.
     *
     * @param what it is for, for the message
     * @param unwanted gets a result that comes although it was given up
     */
    <T> CompletableFuture<T> call(String what, CompletableFuture<T> call, Consumer<? super T> unwanted) {
        return Bounded.run(
                callbacks, deadline, () -> late(what), listener -> () -> {}, task -> task.step(call), unwanted);
    }

    private EtcdTimeoutException late(String what) {
        return new EtcdTimeoutException(Details.of(
                ErrorCode.TIMEOUT, Outcome.NOT_APPLIED, name + ": " + what + " took longer than the time given"));
    }
}
