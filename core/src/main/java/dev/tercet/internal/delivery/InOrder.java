package dev.tercet.internal.delivery;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on the callback executor one after another, in the order they came: what one lease or one observation has to tell.
 *
 * <p>Threads: anybody submits. Whoever takes the count from 0 starts a task on the executor, which runs all that is there and what
 * comes meanwhile. A task may block: it holds up its own successors only. No locks.
 */
public final class InOrder {
    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    private final Executor executor;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public InOrder(Executor executor) {
        this.executor = executor;
    }

    /** Runs the task soon, after those submitted before it. */
    public void submit(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            execute(executor, this::drain);
        }
    }

    /**
     * Runs a task on an executor, or elsewhere if the executor does not take it, such as one that is shut down, is full, or cannot
     * have another thread: what is to be told must be told.
     */
    public static void execute(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RuntimeException | Error e) {
            LOG.warn("the callback executor refuses a task; using the common pool", e);
            ForkJoinPool.commonPool().execute(task);
        }
    }

    private void drain() {
        do {
            try {
                tasks.remove().run();
            } catch (Throwable e) {
                Uncaught.tell(LOG.atError(), "a listener failed", e);
            }
        } while (waiting.decrementAndGet() > 0);
    }
}
