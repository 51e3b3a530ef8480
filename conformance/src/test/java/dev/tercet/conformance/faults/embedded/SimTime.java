package dev.tercet.conformance.faults.embedded;

import dev.tercet.embedded.internal.time.Time;
import java.util.PriorityQueue;

/** Time that stands still until it is moved, from one thing that is due to the next. Of one thread. */
final class SimTime implements Time {
    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private long now;
    private long count;

    private record Due(long at, long order, Runnable task) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Alarm at(long nanos, Runnable task) {
        if (nanos <= now) {
            task.run();
            return () -> {};
        }
        return add(nanos, task);
    }

    /** Runs a task later, however soon that is: never within this call. */
    Alarm after(long delay, Runnable task) {
        return add(now + Math.min(Math.max(1, delay), Long.MAX_VALUE / 2 - now), task);
    }

    private Alarm add(long at, Runnable task) {
        Due due = new Due(at, count++, task);
        waiting.add(due);
        return () -> waiting.remove(due);
    }

    /**
     * Moves to what is due next, and does it.
     *
     * @return false if nothing is due until then; then it is then
     */
    boolean step(long until) {
        Due due = waiting.peek();
        if (due == null || due.at > until) {
            now = Math.max(now, until);
            return false;
        }
        waiting.remove();
        now = Math.max(now, due.at);
        due.task.run();
        return true;
    }

    int waiting() {
        return waiting.size();
    }
}
