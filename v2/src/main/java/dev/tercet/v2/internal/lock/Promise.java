package dev.tercet.v2.internal.lock;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future that is handed out: completed on the callback executor, whichever thread has the result. Whoever ends it from outside, by
 * cancelling it or with {@code orTimeout}, has what it waits for given up.
 *
 * <p>Threads: any. How it ends is decided once, by whoever comes first, before it is delivered: so a lock that was won is either told,
 * or known to be unwanted, and never both or neither.
 */
final class Promise<T> extends CompletableFuture<T> {
    private final Executor callbacks;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile boolean givenUp;
    private volatile @Nullable Runnable abandoned;
    private volatile @Nullable Runnable settled;
    private volatile @Nullable Runnable failed;

    Promise(Executor callbacks) {
        this.callbacks = callbacks;
    }

    /** Has this run when it is ended from outside, on the thread that does that; at once if it has been, and perhaps twice. */
    void onAbandon(Runnable task) {
        abandoned = task;
        if (givenUp) {
            task.run();
        }
    }

    /** Has this run, once, when it is decided how it ends, before anybody is told; said before it can be. */
    void onSettled(Runnable task) {
        settled = task;
    }

    /** The same if {@link #fail} is how. */
    void onFailure(Runnable task) {
        failed = task;
    }

    /** Whether it was ended from outside. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** The call that is under way for it: giving it up cancels that. */
    <S> CompletableFuture<S> step(CompletableFuture<S> call) {
        onAbandon(() -> call.cancel(true));
        return call;
    }

    /** Brings the result, which is null for a promise of {@code Void}; false if it was ended from outside before. */
    boolean succeed(@Nullable T value) {
        return succeedWith(() -> value);
    }

    /** Brings what this makes; it is not made if the promise was ended from outside before. */
    boolean succeedWith(Supplier<@Nullable T> making) {
        if (!decided.compareAndSet(false, true)) {
            return false;
        }
        T value = making.get();
        run(settled);
        deliver(callbacks, () -> super.complete(value));
        return true;
    }

    /** Brings the failure; false if it was ended from outside before. */
    boolean fail(Throwable cause) {
        if (!decided.compareAndSet(false, true)) {
            return false;
        }
        run(failed);
        run(settled);
        deliver(callbacks, () -> super.completeExceptionally(cause));
        return true;
    }

    private static void run(@Nullable Runnable task) {
        if (task != null) {
            task.run();
        }
    }

    /** Runs where user code runs. */
    static void deliver(Executor callbacks, Runnable delivery) {
        try {
            callbacks.execute(delivery);
        } catch (RejectedExecutionException e) {
            // The client is closed, or its executor is full: somebody may wait for this all the same, but
            // not in our lane.
            CompletableFuture.runAsync(delivery);
        }
    }

    private boolean fromOutside(Runnable end) {
        if (!decided.compareAndSet(false, true)) {
            return false;
        }
        run(settled);
        givenUp = true;
        end.run();
        run(abandoned);
        return true;
    }

    @Override
    public boolean complete(@Nullable T value) {
        return fromOutside(() -> super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable cause) {
        return fromOutside(() -> super.completeExceptionally(cause));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return fromOutside(() -> super.cancel(mayInterruptIfRunning)) || isCancelled();
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }
}
