package dev.tercet.recipes.internal.flow;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An executor that runs what it was given when the test says so. */
final class HeldTasks implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean shut;

    @Override
    public void execute(Runnable task) {
        if (shut) {
            throw new RejectedExecutionException("shut");
        }
        tasks.add(task);
    }

    /** Takes nothing more. */
    void shut() {
        shut = true;
    }

    int size() {
        return tasks.size();
    }

    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
