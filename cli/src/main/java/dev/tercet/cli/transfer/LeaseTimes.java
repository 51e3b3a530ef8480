package dev.tercet.cli.transfer;

import dev.tercet.Leases;
import dev.tercet.lease.LeaseStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of leases; a lease of many keys is asked for once, as long as it is among the last ones. */
final class LeaseTimes {
    private static final int KEPT = 10_000;

    private final Leases leases;
    private final Map<Long, Duration> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Duration> eldest) {
            return size() > KEPT;
        }
    };

    LeaseTimes(Leases leases) {
        this.leases = leases;
    }

    /** What is left of a lease: zero if it is gone, null for none. */
    @Nullable
    Duration of(long lease) {
        return lease == 0 ? null : known.computeIfAbsent(lease, this::ask);
    }

    private Duration ask(long lease) {
        LeaseStatus status = leases.status(lease);
        return status.isAlive() ? status.remaining() : Duration.ZERO;
    }
}
