package dev.tercet.internal.client;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.lease.LeaseKeeper;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.LeaseRpcs;
import java.time.Duration;

/** How a lease comes to be kept alive: a first call as any other, and then a keeper. */
final class LeaseKeeping {
    private LeaseKeeping() {}

    static Chain<KeptLease> keep(View view, Duration ttl) {
        long sentAt = view.scheduler().nanoTime();
        LeaseRpcs.Grant wanted = new LeaseRpcs.Grant(Given.ttlSeconds(ttl), 0);
        return Chain.call(view.calls(), LeaseRpcs.GRANT, wanted, view.options())
                .map(grant -> keeper(view, grant.id(), grant.ttl(), sentAt));
    }

    static Chain<KeptLease> keepAlive(View view, long id) {
        long sentAt = view.scheduler().nanoTime();
        return renew(view, id).map(renewal -> keeper(view, id, renewal.ttl(), sentAt));
    }

    static Chain<LeaseRenewal> renew(View view, long id) {
        return Chain.call(view.calls(), LeaseRpcs.RENEW, new LeaseRpcs.Renew(id), view.options())
                .map(LeaseKeeping::alive);
    }

    /** The server answers the renewal of a lease that is gone with a time to live of zero. */
    static LeaseRenewal alive(LeaseRenewal renewal) {
        if (renewal.ttl().isZero() || renewal.ttl().isNegative()) {
            throw new LeaseNotFoundException(
                    Details.of(
                            ErrorCode.LEASE_NOT_FOUND,
                            Outcome.NOT_APPLIED,
                            "renew lease " + Long.toHexString(renewal.id())
                                    + ": the server has no such lease; it expired or was revoked"),
                    renewal.id());
        }
        return renewal;
    }

    private static KeptLease keeper(View view, long id, Duration ttl, long sentAt) {
        return LeaseKeeper.keep(view.calls(), view.scheduler(), view.callbacks(), view.options(), id, ttl, sentAt);
    }
}
