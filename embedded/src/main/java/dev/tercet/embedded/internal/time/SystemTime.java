package dev.tercet.embedded.internal.time;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's monotonic clock. What comes due runs on the server's thread. */
public final class SystemTime implements Time {
    private final ScheduledExecutorService thread;

    /** Runs what comes due on this thread. */
    public SystemTime(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** A server's thread: a daemon, by this name, that drops what is cancelled. */
    public static ScheduledExecutorService thread(String name) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        // At once, so that whoever looks for threads left behind knows whose it is.
        thread.prestartCoreThread();
        return thread;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Alarm at(long nanos, Runnable task) {
        try {
            Future<?> future = thread.schedule(task, nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            // The server is stopped, and nothing of it comes due any more.
            return () -> {};
        }
    }
}
