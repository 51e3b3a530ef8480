package dev.tercet.internal.schedule;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where user code runs unless an executor was given: as many daemon threads as there are callbacks that block, none when there is
 * nothing to do.
 *
 * <p>After its shutdown what is left to tell, such as the failure of a call that came too late, goes to the common pool.
 */
public final class CallbackThreads extends ThreadPoolExecutor {
    private static final AtomicInteger APART = new AtomicInteger();

    /** A pool of its own for the client that has this timer: their threads have one number, so that it shows whose they are. */
    public static ThreadPoolExecutor of(ClientTimer timer) {
        return new CallbackThreads("tercet-callback-" + timer.number() + "-");
    }

    /** A pool apart from every client's. */
    public static ThreadPoolExecutor create() {
        return new CallbackThreads("tercet-callback-apart-" + APART.incrementAndGet() + "-");
    }

    private CallbackThreads(String name) {
        super(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named(name),
                (task, pool) -> ForkJoinPool.commonPool().execute(task));
    }

    private static ThreadFactory named(String name) {
        AtomicInteger threads = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
