package dev.tercet.internal.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Time that stands still until a test moves it. Tasks run on the thread that moves it, in the order of their times.
 *
 * <p>Threads: any may schedule and read; one moves.
 */
public final class FakeScheduler implements Scheduler {
    private record Task(long at, Runnable work, FakeScheduler owner) implements Timer {
        @Override
        public void cancel() {
            owner.remove(this);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private boolean closed;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Task added;
        synchronized (this) {
            added = new Task(now + delayNanos, task, this);
            if (!closed) {
                tasks.add(added);
                return added;
            }
        }
        task.run();
        return added;
    }

    /** Runs what waits, as a client's close does, and from now on everything at once. */
    public void close() {
        List<Task> waiting;
        synchronized (this) {
            closed = true;
            waiting = List.copyOf(tasks);
            tasks.clear();
        }
        waiting.forEach(task -> task.work().run());
    }

    /** Moves time, running what falls due at its time, tasks scheduled meanwhile included. */
    public void advance(long nanos) {
        long until = nanoTime() + nanos;
        for (Optional<Task> due = takeDue(until); due.isPresent(); due = takeDue(until)) {
            due.get().work().run();
        }
        synchronized (this) {
            now = until;
        }
    }

    /** Moves time and runs nothing, as when timers are late. */
    public synchronized void stall(long nanos) {
        now += nanos;
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        return tasks.size();
    }

    private synchronized Optional<Task> takeDue(long until) {
        Optional<Task> first =
                tasks.stream().filter(task -> task.at() <= until).min(Comparator.comparingLong(Task::at));
        first.ifPresent(task -> {
            tasks.remove(task);
            now = Math.max(now, task.at());
        });
        return first;
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }
}
