package dev.tercet.recipes.internal.flow;

/**
 * How long to rest before what failed is tried again: each time twice as long, up to an end. It knows no time and no chance, so that
 * machines can have one; used by one of them at a time.
 */
public final class Backoff {
    /** How long what is tried for as long as it takes rests first. */
    public static final long FIRST = 100_000_000;

    /** How long it rests at most. */
    public static final long LONGEST = 5_000_000_000L;

    private final long first;
    private final long longest;
    private long next;

    /** From a tenth of a second to five seconds. */
    public Backoff() {
        this(FIRST, LONGEST);
    }

    /** From this many nanoseconds to that many. */
    public Backoff(long first, long longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The next rest, in nanoseconds. */
    public long next() {
        long now = next;
        next = Math.min(longest, 2 * now);
        return now;
    }

    /** What was tried worked: the next rest is the first again. */
    public void reset() {
        next = first;
    }
}
