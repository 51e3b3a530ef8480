package dev.tercet.recipes.internal.flow;

import java.util.concurrent.Executor;

/** Time, as the recipes know it: monotonic. */
public interface Timer {
    /**
     * The time of a client: the machine's, unless where its callbacks run has a time of its own, as in a simulation.
     *
     * @param callbacks where tasks run
     */
    static Timer of(Executor callbacks) {
        return callbacks instanceof Timer own ? own : new JdkTimer(callbacks);
    }

    /** Now, in nanoseconds from an arbitrary beginning. */
    long now();

    /**
     * Runs a task after a while, on the callback executor.
     *
     * @param nanos zero or less is at once
     * @return to have it not run after all
     */
    Alarm after(long nanos, Runnable task);

    /** A task to come. */
    interface Alarm {
        /** Has it not run, unless it does already. */
        void cancel();
    }
}
