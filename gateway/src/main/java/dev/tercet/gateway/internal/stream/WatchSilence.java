package dev.tercet.gateway.internal.stream;

/**
 * How long a watch may say nothing until it is looked after: twice as long each time that this was in vain. Times are nanoseconds of
 * any monotonic clock.
 */
final class WatchSilence {
    /** From 10 s to 21 min. */
    private static final int MOST_DOUBLINGS = 7;

    private final long first;
    private long since;
    private int vain;

    WatchSilence(long first) {
        this.first = first;
    }

    /** Something is heard now, or as good as that. */
    void broken(long now) {
        since = now;
    }

    /** Something was heard then. */
    void brokenAt(long then) {
        since = Math.max(since, then);
    }

    /** How long it may last. */
    long bound() {
        return first << vain;
    }

    /** How long it has lasted. */
    long lasted(long now) {
        return now - since;
    }

    boolean isTooLong(long now) {
        return lasted(now) >= bound();
    }

    /** There was nothing to be heard. */
    void inVain() {
        vain = Math.min(vain + 1, MOST_DOUBLINGS);
    }

    /** It is bounded as at first again; false if it was already. */
    boolean reset() {
        boolean changed = vain > 0;
        vain = 0;
        return changed;
    }
}
