package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.lease.LeaseStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a node lives, as answers say it. */
record Life(Optional<Duration> ttl, Optional<Instant> expiration) {
    /** For ever, or as long as its directory. */
    static final Life LONG = new Life(Optional.empty(), Optional.empty());

    /** For so long from now. */
    static Life of(Duration ttl, Instant now) {
        return new Life(Optional.of(ttl), Optional.of(now.plus(ttl)));
    }

    /** As long as a lease, of which servers say what is left in whole seconds, rounded down. */
    static Life of(LeaseStatus lease, Instant now) {
        if (!lease.isAlive()) {
            return of(Duration.ZERO, now);
        }
        Duration up = lease.remaining().plusSeconds(1);
        return of(up.compareTo(lease.granted()) < 0 ? up : lease.granted(), now);
    }
}
