package dev.tercet.v2.internal.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The time of this machine, where all there is is a client of the v3 store, which lends no timer. What is due is told by the one thread that
 * the JDK has for timeouts of futures, which is there for the whole program.
 *
 * @param callbacks where tasks run
 */
public record JdkTimer(Executor callbacks) implements V2Timer {
    /** Now, for who has nothing to be told later. */
    public static long now() {
        return System.nanoTime();
    }

    @Override
    public long nanoTime() {
        return now();
    }

    @Override
    public Runnable schedule(long delayNanos, Runnable task) {
        CompletableFuture<Boolean> due = new CompletableFuture<>();
        due.thenAccept(isDue -> {
            if (isDue) {
                run(task);
            }
        });
        due.completeOnTimeout(true, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        // With a value: up to JDK 20 a future that is cancelled stays in the thread's queue until its time.
        return () -> due.complete(false);
    }

    private void run(Runnable task) {
        try {
            callbacks.execute(task);
        } catch (RejectedExecutionException e) {
            // The executor is shut down or full: somebody may wait for this all the same, and not on the one thread of
            // all timeouts.
            CompletableFuture.runAsync(task);
        }
    }
}
