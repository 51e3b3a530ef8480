package dev.tercet.v2.lock;

import java.time.Duration;
import java.util.Objects;

/**
 * How a lock is held.
 *
 * @since 0.1
 */
public final class V2LockOptions {
    /** A minute to live, renewed for as long as it is held. */
    public static final V2LockOptions DEFAULT = new V2LockOptions(Duration.ofSeconds(60), true);

    private final Duration ttl;
    private final boolean renewing;

    private V2LockOptions(Duration ttl, boolean renewing) {
        this.ttl = ttl;
        this.renewing = renewing;
    }

    /**
     * How long the entry in the queue lives after it was made or renewed.
     *
     * @param time at least a second; rounded up to whole ones
     * @throws IllegalArgumentException if shorter
     */
    public V2LockOptions withTtl(Duration time) {
        if (Objects.requireNonNull(time, "ttl").compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("ttl of a lock is less than a second: " + time);
        }
        return new V2LockOptions(time, renewing);
    }

    /**
     * Without renewal: the lock ends by itself, so long after it was had, unless it is acquired again before that. The entry is renewed
     * while it waits all the same.
     */
    public V2LockOptions withoutRenewal() {
        return new V2LockOptions(ttl, false);
    }

    /** How long the entry in the queue lives after it was made or renewed. */
    public Duration ttl() {
        return ttl;
    }

    /** Whether it is renewed by itself. */
    public boolean isRenewing() {
        return renewing;
    }

    @Override
    public String toString() {
        return "V2LockOptions[ttl=" + ttl + (renewing ? ", renewing]" : "]");
    }
}
