package dev.tercet.internal.endpoint;

import java.util.concurrent.TimeUnit;

/**
 * Which endpoints are well, and when one that is not is probed again.
 *
 * <p>An endpoint that failed is set aside and probed at once, then after a pause that doubles; it is used again when a probe is
 * answered. Pure, and not safe for use by several threads at once.
 */
final class EndpointsMachine {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final int[] failedProbes = new int[Long.SIZE];
    private int count;
    private long well;

    EndpointsMachine(int count) {
        if (count < 1 || count > Long.SIZE) {
            throw new IllegalArgumentException("a client takes 1 to 64 endpoints, not " + count);
        }
        this.count = count;
        this.well = count == Long.SIZE ? -1L : (1L << count) - 1;
    }

    /** The endpoints that are well, a bit each. */
    long well() {
        return well;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** There is one more, and it is well until it fails: only the last place is ever the last, so that no bit changes its meaning. */
    void add() {
        if (count == Long.SIZE) {
            throw new IllegalStateException("a client takes " + Long.SIZE + " endpoints at most");
        }
        well |= 1L << count++;
    }

    /**
     * Sets one aside.
     *
     * @return whether it was well, so that it is to be probed now
     */
    boolean setAside(int index) {
        boolean was = (well & 1L << index) != 0;
        well &= ~(1L << index);
        return was;
    }

    /** A probe was answered. */
    void recovered(int index) {
        well |= 1L << index;
        failedProbes[index] = 0;
    }

    /**
     * A probe was not answered.
     *
     * @return how long to wait before the next
     */
    long probeFailed(int index) {
        int round = Math.min(failedProbes[index]++, 16);
        return Math.min(FIRST_PAUSE << round, LONGEST_PAUSE);
    }
}
