package dev.tercet.recipes.internal.flow;

import dev.tercet.error.EtcdException;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A task with an end from outside: by its deadline, or with what it stands on. Its step is cancelled then, and what the body makes of
 * that is the result: it may clean up first, and may find that it is there already.
 */
public final class Bounded {
    private Bounded() {}

    /**
     * Starts.
     *
     * @param timeout the failure when the deadline is past
     * @param over has a listener told if what the task stands on ends, and answers how to take it back
     * @param body as for {@link Task}
     * @param unwanted is given a result that nobody waits for any more
     */
    public static <T> CompletableFuture<T> run(
            Executor callbacks,
            Deadline deadline,
            Supplier<? extends EtcdException> timeout,
            Function<Consumer<EtcdException>, Runnable> over,
            Function<Task, CompletableFuture<T>> body,
            Consumer<? super T> unwanted) {
        Promise<T> promise = new Promise<>(callbacks);
        AtomicReference<EtcdException> reason = new AtomicReference<>();
        CompletableFuture<T> task = Task.run(callbacks, steps -> {
            CompletableFuture<T> result = body.apply(steps);
            // Not from the task's own future, which is done as soon as it is cancelled.
            result.whenComplete((value, failure) -> {
                EtcdException ended = reason.get();
                if (failure == null) {
                    promise.succeed(value, unwanted);
                } else if (ended != null && Task.unwrapped(failure) instanceof CancellationException) {
                    promise.fail(ended);
                } else {
                    promise.fail(Task.unwrapped(failure));
                }
            });
            return result;
        });
        promise.onAbandon(() -> task.cancel(true));
        Consumer<EtcdException> stop = why -> {
            if (reason.compareAndSet(null, why)) {
                task.cancel(true);
            }
        };
        Runnable deaf = over.apply(stop);
        Alarm alarm = deadline.whenPast(() -> stop.accept(timeout.get()));
        promise.whenComplete((value, failure) -> {
            alarm.cancel();
            deaf.run();
        });
        return promise;
    }

    /** Starts one that stands on nothing but the client, and whose result needs no undoing. */
    public static <T> CompletableFuture<T> run(
            Executor callbacks,
            Deadline deadline,
            Supplier<? extends EtcdException> timeout,
            Function<Task, CompletableFuture<T>> body) {
        return run(callbacks, deadline, timeout, listener -> () -> {}, body, unwanted -> {});
    }
}
