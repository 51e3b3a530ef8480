package dev.tercet.embedded.internal.time;

/** A clock that can also wake somebody up. */
public interface Time {
    /** Nanoseconds since some moment. Never goes back. */
    long nanos();

    /**
     * Runs a task once, when {@link #nanos()} has come to {@code nanos}: at once if it has already. The task must not wait.
     */
    Alarm at(long nanos, Runnable task);

    /** A task that waits for its time. */
    interface Alarm {
        /** Forgets it, unless it runs already. */
        void cancel();
    }
}
