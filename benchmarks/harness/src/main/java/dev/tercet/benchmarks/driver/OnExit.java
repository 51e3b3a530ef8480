package dev.tercet.benchmarks.driver;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be ended, the last first, and at the latest when this process exits: a server or its data would outlive an interrupted run.
 * Made before the first of them, so that there is no moment in which one is nobody's.
 */
final class OnExit implements AutoCloseable {
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private boolean over;

    OnExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Has this done in the end: at once, if that has come. */
    synchronized void add(Runnable end) {
        if (over) {
            end.run();
        } else {
            ends.push(end);
        }
    }

    /** Ends all. What one of them throws does not keep the others from it. */
    @Override
    public synchronized void close() {
        over = true;
        Runnable end = ends.poll();
        if (end == null) {
            return;
        }
        try {
            end.run();
        } finally {
            close();
        }
    }
}
