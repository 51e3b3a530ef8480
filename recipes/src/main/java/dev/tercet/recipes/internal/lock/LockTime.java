package dev.tercet.recipes.internal.lock;

import dev.tercet.recipes.internal.flow.Given;
import java.time.Duration;

/**
 * How long a lock lasts.
 *
 * @param ttl its lease's time to live
 * @param fixed whether it ends after that, or is kept alive
 */
record LockTime(Duration ttl, boolean fixed) {
    /** Kept alive, for a minute after the end of its process: as long as Go's sessions. */
    static final LockTime DEFAULT = new LockTime(Duration.ofSeconds(60), false);

    LockTime {
        Given.positive("ttl", ttl);
    }
}
