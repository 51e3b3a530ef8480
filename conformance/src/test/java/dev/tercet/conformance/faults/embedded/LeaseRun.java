package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.LeaseLog;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseState;

/**
 * A lease that a client keeps, with a key on it by which the truth knows whether it lives.
 *
 * @param key on the lease; nothing else touches it
 */
record LeaseRun(String client, KeptLease lease, String key, LeaseLog log, Ending ending) {
    /** How it goes on. */
    static final class Ending {
        private boolean hasKey;
        private boolean left;
    }

    LeaseRun(String client, KeptLease lease, String key, LeaseLog log) {
        this(client, lease, key, log, new Ending());
        lease.onState(state -> {
            if (state instanceof LeaseState.Lost lost) {
                log.lost(lost.message());
            }
        });
    }

    void hasKey() {
        ending.hasKey = true;
    }

    void revoke() {
        if (!ending.left) {
            ending.left = true;
            log.revoking();
            lease.revokeAsync().whenComplete((header, failure) -> {
                if (failure == null) {
                    log.revoked();
                }
            });
        }
    }

    void close() {
        if (!ending.left) {
            ending.left = true;
            lease.close();
            log.leftAlone();
        }
    }

    /** Whether its client counts on it. */
    boolean isCountedOn() {
        return !ending.left && !lease.state().isFinal();
    }

    /** Whether it is gone although its client counts on it. */
    boolean isBroken(Truth truth) {
        return ending.hasKey && isCountedOn() && truth.now(key) == null;
    }

    @Override
    public String toString() {
        return "lease " + Long.toHexString(lease.id()) + " of " + client + ", " + lease.state();
    }
}
