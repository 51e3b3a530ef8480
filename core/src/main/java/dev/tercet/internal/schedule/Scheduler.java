package dev.tercet.internal.schedule;

import java.time.Duration;

/**
 * Monotonic time, and things to do later. Tasks run on the timer thread: short, and without waiting.
 *
 * <p>The only clock the engine knows, so that a test can hold it.
 */
public interface Scheduler {
    /** The longest that can be added to what the clock shows and still be told from the past; nobody sees its end. */
    Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    /** A duration as this clock counts it, at most {@link #LONGEST}. */
    static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }

    /** Now, in nanoseconds of a clock that only goes forward; compare by difference. */
    long nanoTime();

    /**
     * Runs a task once, no sooner than after {@code delayNanos}, and up to two ticks (20 ms) later. When the client closes, what
     * still waits runs at once, so that it learns of it: calls then fail with {@code ClientClosedException}.
     *
     * @return the way to call it off
     */
    Timer schedule(long delayNanos, Runnable task);

    /** A task that waits for its time. */
    interface Timer {
        /** Calls it off; harmless when it has run. */
        void cancel();
    }
}
