package dev.tercet.embedded.internal.maintenance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Which revision is older than a period. Revisions are noted after every look, as many as a period has looks and one; the oldest
 * noted is what is compacted to, for the first time after one period, and then once a period, or once an hour if the period is
 * longer.
 */
final class PeriodicMachine {
    private static final long LOOKS = 10;

    private final Deque<Long> noted = new ArrayDeque<>();
    private final long period;
    private final long often;
    private long pause;
    private long compactedAt;
    private long compacted;

    /** Begins at a moment; in nanoseconds. */
    PeriodicMachine(long period, long now) {
        this.period = period;
        often = Math.min(period, TimeUnit.HOURS.toNanos(1));
        pause = period;
        compactedAt = now;
    }

    /** From one look to the next, in nanoseconds. */
    long interval() {
        return often / LOOKS;
    }

    /** Notes the revision of now; once a look. */
    void note(long revision) {
        noted.add(revision);
        if (noted.size() > period / interval() + 1) {
            noted.remove();
        }
    }

    /** What is to be compacted to now; 0 for nothing. */
    long due(long now) {
        long oldest = noted.getFirst();
        if (now - compactedAt < pause || oldest == compacted) {
            return 0;
        }
        pause = often;
        return oldest;
    }

    /** It was compacted. */
    void done(long revision, long now) {
        compacted = revision;
        compactedAt = now;
    }
}
