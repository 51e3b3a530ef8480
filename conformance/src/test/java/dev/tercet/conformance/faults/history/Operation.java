package dev.tercet.conformance.faults.history;

import java.util.Locale;

/**
 * One call of a client.
 *
 * @param id from 1, in the order in which they began, about
 * @param client a lane of the timeline; one thread, so that its calls follow one another, or several
 * @param ended {@link #NEVER} if it is {@link End.Pending}
 */
public record Operation(long id, String client, long began, long ended, Act act, End end) {
    /** The time of what has not happened. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether it was answered. */
    public boolean isReturned() {
        return end instanceof End.Returned;
    }

    /** Whether its effect may or may not be there. */
    public boolean isOpen() {
        return !(end instanceof End.Returned) && !(end instanceof End.NotApplied);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%d %s %s: %s -> %s", id, span(began, ended), client, act, end);
    }

    /** A time for people, in milliseconds. */
    public static String at(long nanos) {
        return nanos == NEVER ? "..." : String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }

    /** A time from and to, for people. */
    public static String span(long began, long ended) {
        return "[" + at(began) + " " + at(ended) + " ms]";
    }
}
