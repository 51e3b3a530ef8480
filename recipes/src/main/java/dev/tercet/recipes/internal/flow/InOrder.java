package dev.tercet.recipes.internal.flow;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on the callback executor one after another, in the order they came: what one listener is told. A task may block, which
 * holds up its own successors only; one that throws is logged, and the next one runs all the same.
 */
public final class InOrder {
    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    private final Executor callbacks;
    private final String whose;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * An empty queue.
     *
     * @param callbacks where tasks run
     * @param whose who is told, for the log
     */
    public InOrder(Executor callbacks, String whose) {
        this.callbacks = callbacks;
        this.whose = whose;
    }

    /** Runs the task soon, after those submitted before it. */
    public void submit(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        try {
            callbacks.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // What is to be told must be told, such as an end.
            drain();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private void drain() {
        do {
            try {
                tasks.remove().run();
            } catch (Throwable e) {
                LOG.error("{} failed", whose, e);
            }
        } while (waiting.decrementAndGet() > 0);
    }
}
