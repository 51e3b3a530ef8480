package dev.tercet.embedded.internal.rpc;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps one after another on whichever thread brings them, in the order in which they came: no lock is held while a step runs,
 * and a step that brings another one does not run it inside itself.
 *
 * <p>Threads: whoever finds the lane empty runs the steps until it is empty again; others leave theirs and go. A step that throws
 * does not stop the lane.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final ConcurrentLinkedQueue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Runs the step now, or leaves it to the thread that is at it. */
    public void run(Runnable step) {
        if (waiting.compareAndSet(0, 1)) {
            // Nobody is at it, as nearly always: no need to queue.
            take(step);
        } else {
            steps.add(step);
            if (waiting.getAndIncrement() > 0) {
                return;
            }
            take(steps.remove());
        }
        while (waiting.decrementAndGet() > 0) {
            take(steps.remove());
        }
    }

    private static void take(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a step failed", e);
        }
    }
}
