package dev.tercet.internal.watch;

import java.util.function.LongUnaryOperator;

/** How long to wait before the next attempt: not at all, then 50 ms, doubling to 2 s, each between half and all of that. */
final class Pauses {
    private static final long FIRST = 50_000_000;
    private static final int DOUBLINGS = 6;
    private static final long LONGEST = 2_000_000_000;

    private final LongUnaryOperator random;
    private int attempts;

    /** Takes a source of numbers from 0 up to but not including its argument. */
    Pauses(LongUnaryOperator random) {
        this.random = random;
    }

    /** The pause before the attempt that comes now, in nanoseconds. */
    long next() {
        if (attempts == 0) {
            attempts = 1;
            return 0;
        }
        long full = Math.min(FIRST << Math.min(attempts - 1, DOUBLINGS), LONGEST);
        attempts++;
        return full / 2 + random.applyAsLong(full / 2 + 1);
    }

    /** It went well: the next pause is the first again. */
    void reset() {
        attempts = 0;
    }
}
