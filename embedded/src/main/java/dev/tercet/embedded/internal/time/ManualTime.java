package dev.tercet.embedded.internal.time;

import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Time that stands still until it is moved. What comes due runs on the thread that moves it, in the order of its time. */
public final class ManualTime implements Time {
    // Held by who moves it, while tasks run; a task may move it further. Apart from the monitor, under which none runs.
    private final ReentrantLock moving = new ReentrantLock();
    private final PriorityQueue<Due> waiting = new PriorityQueue<>();
    private long now;
    private long count;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public Alarm at(long nanos, Runnable task) {
        Due due;
        synchronized (this) {
            due = new Due(nanos, count++, task);
            if (nanos > now) {
                waiting.add(due);
                return () -> forget(due);
            }
        }
        task.run();
        return () -> {};
    }

    private synchronized void forget(Due due) {
        waiting.remove(due);
    }

    /**
     * Moves it, on behalf of one thread at a time: another waits until all that comes due before is done. A task sees the moment it was set for, and may set others, which run as well if they come due.
     *
     * @param by nanoseconds, not negative
     */
    public void advance(long by) {
        moving.lock();
        try {
            long target = Math.addExact(nanos(), by);
            for (Due due = next(target); due != null; due = next(target)) {
                due.task.run();
            }
        } finally {
            moving.unlock();
        }
    }

    private synchronized @Nullable Due next(long target) {
        Due due = waiting.peek();
        if (due == null || due.at > target) {
            now = Math.max(now, target);
            return null;
        }
        waiting.remove();
        now = Math.max(now, due.at);
        return due;
    }

    private record Due(long at, long order, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }

        // Each is one of its own: two with the same task are two.
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
