package dev.tercet.v2.internal.lock;

import dev.tercet.v2.internal.time.V2Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that is set by hand. */
final class FakeTime implements V2Timer {
    private record Task(long at, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Runnable schedule(long delayNanos, Runnable work) {
        Task task = new Task(now + Math.max(0, delayNanos), work);
        tasks.add(task);
        return () -> {
            synchronized (this) {
                tasks.remove(task);
            }
        };
    }

    /** Runs what is due within this time, each at its own. */
    void pass(Duration time) {
        long until = nanoTime() + time.toNanos();
        for (Task next = next(until); next != null; next = next(until)) {
            next.work().run();
        }
        synchronized (this) {
            now = until;
        }
    }

    private synchronized Task next(long until) {
        Task first = tasks.stream()
                .filter(task -> task.at() <= until)
                .min(Comparator.comparingLong(Task::at))
                .orElse(null);
        if (first != null) {
            tasks.remove(first);
            now = Math.max(now, first.at());
        }
        return first;
    }

    synchronized int waiting() {
        return tasks.size();
    }
}
