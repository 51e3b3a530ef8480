package dev.tercet.recipes.internal.lock;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import java.util.concurrent.CancellationException;
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
        Promise<T> result = new Promise<>(callbacks);
        result.onAbandon(() -> call.cancel(true));
        Alarm alarm = deadline.whenPast(() -> {
            if (call.cancel(true)) {
                result.fail(late(what));
            }
        });
        call.whenComplete((value, failure) -> {
            alarm.cancel();
            if (failure instanceof CancellationException) {
                // Ours, and told already.
                return;
            } else if (failure == null) {
                result.succeed(value, unwanted);
            } else {
                result.fail(Task.unwrapped(failure));
            }
        });
        return result;
    }

    private EtcdTimeoutException late(String what) {
        return new EtcdTimeoutException(Details.of(
                ErrorCode.TIMEOUT, Outcome.NOT_APPLIED, name + ": " + what + " took longer than the time given"));
    }
}
