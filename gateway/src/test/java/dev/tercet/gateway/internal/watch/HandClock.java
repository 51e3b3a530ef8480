package dev.tercet.gateway.internal.watch;

import dev.tercet.spi.TransportTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** Time that passes by hand. */
final class HandClock implements TransportTimer, LongSupplier {
    private record Task(long at, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000_000L;

    @Override
    public long getAsLong() {
        return now;
    }

    @Override
    public Runnable schedule(long delayNanos, Runnable action) {
        Task task = new Task(now + delayNanos, action);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Runs what is due, in its order. */
    void pass(Duration time) {
        long until = now + time.toNanos();
        while (true) {
            Task next = tasks.stream()
                    .filter(task -> task.at - until <= 0)
                    .min(Comparator.comparingLong(task -> task.at - now))
                    .orElse(null);
            if (next == null) {
                now = until;
                return;
            }
            now = next.at;
            tasks.remove(next);
            next.action.run();
        }
    }

    int waiting() {
        return tasks.size();
    }
}
