package dev.tercet.conformance.faults.embedded;

import dev.tercet.embedded.internal.time.Time;
import dev.tercet.internal.schedule.ClientTimer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A client's share of the simulation's time, counted from a moment of its own: near the end of all numbers, for some. */
final class SimTimer implements ClientTimer {
    private final SimTime time;
    private final long offset;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private boolean closed;

    SimTimer(SimTime time, long offset) {
        this.time = time;
        this.offset = offset;
    }

    @Override
    public long nanoTime() {
        return time.nanos() + offset;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Waiting it = new Waiting(task);
        if (closed) {
            it.task.run();
            return it;
        }
        waiting.add(it);
        it.alarm = time.after(delayNanos, it::due);
        return it;
    }

    /** How many wait for their time. */
    int waiting() {
        return waiting.size();
    }

    @Override
    public int number() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
        List<Waiting> left = new ArrayList<>(waiting);
        left.forEach(Waiting::cancel);
        left.forEach(each -> each.task.run());
    }

    @Override
    public void join(long millis) {
        // There is no thread.
    }

    private final class Waiting implements Timer {
        private final Runnable task;
        private Time.Alarm alarm = () -> {};

        Waiting(Runnable task) {
            this.task = task;
        }

        private void due() {
            if (waiting.remove(this)) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            if (waiting.remove(this)) {
                alarm.cancel();
            }
        }
    }
}
