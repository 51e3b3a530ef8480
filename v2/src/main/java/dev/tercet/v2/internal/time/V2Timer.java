package dev.tercet.v2.internal.time;

/** Time, as watches and locks know it: monotonic. */
public interface V2Timer {
    /** Now, in nanoseconds from an arbitrary beginning. */
    long nanoTime();

    /**
     * Runs a task once, no sooner than after this time; it is short and does not wait.
     *
     * @param delayNanos zero or less is at once
     * @return calls it off; harmless when it has run
     */
    Runnable schedule(long delayNanos, Runnable task);
}
