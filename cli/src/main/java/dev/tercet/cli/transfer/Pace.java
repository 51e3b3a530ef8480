package dev.tercet.cli.transfer;

/** Holds a rate: says how long to wait until the next may be sent. What was not used up is not made up for. */
final class Pace {
    private static final double SECOND = 1e9;

    private final double nanosEach;
    private long free;
    private boolean begun;

    /**
     * So many in a second.
     *
     * @param perSecond 0 for as many as there are
     */
    Pace(long perSecond) {
        this.nanosEach = perSecond == 0 ? 0 : SECOND / perSecond;
    }

    /** How long the next must wait, in nanoseconds; 0 or less if it need not. */
    long delay(long now) {
        return begun ? free - now : 0;
    }

    /** Counts what is sent now. */
    void sent(int count, long now) {
        long from = begun && free - now > 0 ? free : now;
        free = from + Math.round(count * nanosEach);
        begun = true;
    }
}
