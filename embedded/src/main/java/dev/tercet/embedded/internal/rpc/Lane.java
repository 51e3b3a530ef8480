package dev.tercet.embedded.internal.rpc;

import dev.tercet.embedded.internal.status.Logged;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs steps one after another on whichever thread brings them, in the order in which they came: no lock is held while a step runs,
 * and a step that brings another one does not run it inside itself.
 *
 * <p>Threads: whoever finds the lane empty runs the steps until it is empty again; others leave theirs and go. A step that throws
 * does not stop the lane.
 */
public final class Lane {
    private final ConcurrentLinkedQueue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Runs the step now, or leaves it to the thread that is at it. */
    public void run(Runnable step) {
        if (waiting.compareAndSet(0, 1)) {
            // Nobody is at it, as nearly always: no need to queue.
            Logged.run(step);
        } else {
            steps.add(step);
            if (waiting.getAndIncrement() > 0) {
                return;
            }
            Logged.run(steps.remove());
        }
        while (waiting.decrementAndGet() > 0) {
            Logged.run(steps.remove());
        }
    }
}
