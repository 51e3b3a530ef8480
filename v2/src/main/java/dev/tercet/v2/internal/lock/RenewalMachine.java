package dev.tercet.v2.internal.lock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When to renew an entry, and until when it can be relied on. Times are nanoseconds of a monotonic clock.
 *
 * <p>A server counts from when it gets a renewal, which is not before it was sent: counting from then, we are the first to be done.
 */
final class RenewalMachine {
    private static final long LONGEST = TimeUnit.DAYS.toNanos(36_500);
    private static final long LONGEST_MARGIN = TimeUnit.SECONDS.toNanos(1);

    private final long ttl;
    private long renewedAt;
    private long dueAt;

    /**
     * For an entry that was put or renewed.
     *
     * @param sentAt when that was sent
     */
    RenewalMachine(Duration ttl, long sentAt) {
        this.ttl = ttl.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : ttl.toNanos();
        this.renewedAt = sentAt;
        this.dueAt = sentAt + this.ttl / 3;
    }

    /** It was renewed by what was sent then. */
    void renewed(long sentAt) {
        renewedAt = sentAt;
        dueAt = sentAt + ttl / 3;
    }

    /** It was not, for all that is known. */
    void failed(long now) {
        dueAt = now + Math.min(margin(), ttl / 30);
    }

    /** How long from now to the next renewal. */
    long untilDue(long now) {
        return Math.max(0, dueAt - now);
    }

    /** For how long from now it can be relied on: a little less than the server will let it live, for clocks that differ. */
    long reliable(long now) {
        return Math.max(0, renewedAt + ttl - margin() - now);
    }

    private long margin() {
        return Math.min(LONGEST_MARGIN, ttl / 10);
    }
}
