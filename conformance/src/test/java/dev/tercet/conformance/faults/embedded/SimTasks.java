package dev.tercet.conformance.faults.embedded;

import dev.tercet.recipes.internal.flow.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * Where a client's callbacks run: when the simulation says so, and in any order, as on many threads. Also the time of recipes,
 * which have theirs from there.
 */
final class SimTasks implements Executor, Timer {
    private final List<Runnable> tasks = new ArrayList<>();
    private final SimTime time;
    private final long offset;

    SimTasks(SimTime time, long offset) {
        this.time = time;
        this.offset = offset;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    int size() {
        return tasks.size();
    }

    void runOne(Random random) {
        tasks.remove(random.nextInt(tasks.size())).run();
    }

    @Override
    public long now() {
        return time.nanos() + offset;
    }

    @Override
    public Alarm after(long nanos, Runnable task) {
        return time.after(nanos, () -> execute(task))::cancel;
    }
}
