package dev.tercet.internal.delivery;

import java.util.concurrent.Executor;

/**
 * User code as one executor runs it, task by task.
 *
 * @param threads the executor
 */
public record Straight(Executor threads) implements Callbacks {
    /** On the thread that brings it. */
    public static final Callbacks NOW = new Straight(Runnable::run);

    @Override
    public void complete(Runnable completion) {
        threads.execute(completion);
    }

    @Override
    public Executor listeners() {
        return threads;
    }
}
