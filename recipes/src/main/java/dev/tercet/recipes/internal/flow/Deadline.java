package dev.tercet.recipes.internal.flow;

import dev.tercet.recipes.internal.flow.Timer.Alarm;
import java.time.Duration;

/**
 * The end of a wait, however many waits it is made of.
 *
 * @param timer whose time it is
 * @param at when, in the timer's nanoseconds; meaningless if {@code never}
 * @param never whether there is no end
 */
public record Deadline(Timer timer, long at, boolean never) {
    // Some 146 years: the sum of two of them still fits.
    private static final long LONGEST = Long.MAX_VALUE / 2;

    /** In so long from now; at once if that is negative. */
    public static Deadline after(Timer timer, Duration wait) {
        return new Deadline(timer, timer.now() + nanos(wait), false);
    }

    private static long nanos(Duration wait) {
        if (wait.isNegative()) {
            return 0;
        }
        return wait.toSeconds() > LONGEST / 1_000_000_000L - 1 ? LONGEST : wait.toNanos();
    }

    /** Not at all. */
    public static Deadline never(Timer timer) {
        return new Deadline(timer, 0, true);
    }

    /** What is left, in nanoseconds; zero or less when it is past. */
    public long remaining() {
        return never ? LONGEST : at - timer.now();
    }

    /** Whether it is past. */
    public boolean isPast() {
        return remaining() <= 0;
    }

    /** Runs a task when it comes. */
    public Alarm whenPast(Runnable task) {
        return never ? () -> {} : timer.after(remaining(), task);
    }
}
