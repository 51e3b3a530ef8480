package dev.tercet.embedded.internal.time;

import dev.tercet.embedded.internal.status.Logged;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A server's one thread, a daemon: runs what is to be done apart, and what comes due. A task that throws is logged, and stops nothing.
 * Once it is closed, tasks are dropped: nobody listens to the server any more.
 */
public final class Loop implements Executor, AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor tasks;
    private volatile Thread thread = Thread.currentThread();

    /** One by this name. */
    public Loop(String name) {
        tasks = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            thread = made;
            return made;
        });
        tasks.setRemoveOnCancelPolicy(true);
        // At once, so that whoever looks for threads left behind knows whose it is.
        tasks.prestartCoreThread();
    }

    @Override
    public void execute(Runnable task) {
        after(0, task);
    }

    /** Runs a task after so many nanoseconds. */
    Time.Alarm after(long nanos, Runnable task) {
        try {
            Future<?> future = tasks.schedule(() -> Logged.run(task), nanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Stops it, and waits for what it does, which is short. Its own thread does not wait for itself. */
    @Override
    public void close() {
        tasks.shutdownNow();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            // Nothing depends on it but that no thread is left.
            tasks.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // A thread says that it has ended a moment before it has.
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
