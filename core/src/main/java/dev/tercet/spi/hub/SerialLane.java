package dev.tercet.spi.hub;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps one after another on whichever thread brings them: no lock is held while a step runs, and a step that brings another
 * one does not run it inside itself. Steps brought by one thread run in the order in which it brought them.
 *
 * <p>Threads: whoever finds the lane empty runs the steps until it is empty again; others leave theirs and go. Steps must be short
 * and must not wait, since the thread may be an I/O thread. A step that throws does not stop the lane: the exception goes to the
 * thread's handler of uncaught ones.
 *
 * @since 0.1
 */
public final class SerialLane {
    private static final Logger LOG = LoggerFactory.getLogger(SerialLane.class);

    private final ConcurrentLinkedQueue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** An empty one. */
    public SerialLane() {}

    /** Runs the step now, or leaves it to the thread that is at it. */
    public void run(Runnable step) {
        if (!waiting.compareAndSet(0, 1)) {
            steps.add(step);
            if (waiting.getAndIncrement() > 0) {
                return;
            }
            take(steps.remove());
        } else if (steps.isEmpty()) {
            // As nearly always: no need to queue.
            take(step);
        } else {
            // A step was added and is not counted yet, so that one may be left which this thread brought before.
            steps.add(step);
            take(steps.remove());
        }
        while (waiting.decrementAndGet() > 0) {
            take(steps.remove());
        }
    }

    private static void take(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            report(e);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private static void report(Throwable thrown) {
        Thread current = Thread.currentThread();
        try {
            current.getUncaughtExceptionHandler().uncaughtException(current, thrown);
        } catch (Throwable e) {
            // The JVM ignores what a handler throws, and here it would leave the lane taken for good.
            LOG.error("the handler of uncaught exceptions failed", e);
        }
    }
}
