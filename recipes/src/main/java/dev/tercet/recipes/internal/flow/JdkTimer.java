package dev.tercet.recipes.internal.flow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The time of this machine. What is due is told by the one thread that the JDK has for timeouts of futures: it is there for the
 * whole program, and no recipe brings a thread of its own.
 *
 * @param callbacks where tasks run
 */
public record JdkTimer(Executor callbacks) implements Timer {
    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Alarm after(long nanos, Runnable task) {
        CompletableFuture<Boolean> due = new CompletableFuture<>();
        due.thenRunAsync(task, callbacks);
        due.completeOnTimeout(true, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        // Takes it out of the thread's queue, too.
        return () -> due.cancel(false);
    }
}
