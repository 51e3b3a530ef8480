package dev.tercet.internal.schedule;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where user code runs unless an executor was given: as many daemon threads as there are callbacks that block, none when there is
 * nothing to do.
 *
 * <p>After its shutdown what is left to tell, such as the failure of a call that came too late, goes to the common pool.
 */
public final class CallbackThreads {
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private CallbackThreads() {}

    /** A pool of its own for one client. */
    public static ThreadPoolExecutor create() {
        String name = "tercet-callback-" + CLIENTS.incrementAndGet() + "-";
        AtomicInteger threads = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name + threads.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                (task, pool) -> ForkJoinPool.commonPool().execute(task));
    }
}
