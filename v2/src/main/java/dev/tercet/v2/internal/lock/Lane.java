package dev.tercet.v2.internal.lock;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps one after another, on whichever thread brings them: no lock is held while a step runs, and one brought from within a step
 * runs after it. Steps are short and never wait.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final ConcurrentLinkedQueue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Runs the step now, or leaves it to the thread that is at it. */
    void run(Runnable step) {
        steps.add(step);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        do {
            try {
                steps.remove().run();
            } catch (RuntimeException | Error e) {
                // A step of ours that throws is a mistake of ours; those behind it must not be lost for it.
                LOG.error("a step failed", e);
            }
        } while (waiting.decrementAndGet() > 0);
    }
}
