package dev.tercet.recipes.internal.flow;

/** Time, as the recipes know it: monotonic. */
public interface Timer {
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
