package dev.tercet.recipes.internal.flow;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time in the test's hand. What is due runs on the thread that advances it. */
public final class FakeTimer implements Timer {
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private long now;

    private record Due(long at, Runnable task) {}

    @Override
    public long now() {
        return now;
    }

    @Override
    public Alarm after(long nanos, Runnable task) {
        Due due = new Due(now + Math.max(0, nanos), task);
        queue.add(due);
        return () -> queue.removeIf(other -> other == due);
    }

    /** Lets time go by, and runs what comes due meanwhile, in order. */
    public void advance(long nanos) {
        long until = now + nanos;
        for (Due next = queue.peek(); next != null && next.at <= until; next = queue.peek()) {
            queue.remove(next);
            now = next.at;
            next.task.run();
        }
        now = until;
    }
}
