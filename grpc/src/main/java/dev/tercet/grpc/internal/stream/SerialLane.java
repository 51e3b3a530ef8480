package dev.tercet.grpc.internal.stream;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs steps one after another on whichever thread brings them, in the order in which they came: no lock is held while a step runs,
 * and a step that brings another one does not run it inside itself.
 *
 * <p>Threads: whoever finds the lane empty runs the steps until it is empty again; others leave theirs and go. A step that throws
 * does not stop the lane: the exception goes to the thread's handler of uncaught ones.
 */
public final class SerialLane {
    private final ConcurrentLinkedQueue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Runs the step now, or leaves it to the thread that is at it. */
    public void run(Runnable step) {
        steps.add(step);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable next = steps.remove();
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        } while (waiting.decrementAndGet() > 0);
    }
}
