package dev.tercet.spi;

import dev.tercet.kv.Header;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseList;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;

/**
 * The calls of {@code etcdserverpb.Lease}. A renewal is a call here, whatever the wire makes of it: a transport may send all of
 * them on one stream.
 *
 * @since 0.1
 */
public final class LeaseRpcs {
    private static final String LEASE = "etcdserverpb.Lease";

    /**
     * A lease wanted.
     *
     * @param ttlSeconds its time to live
     * @param id its id, 0 to let the server choose
     */
    public record Grant(long ttlSeconds, long id) {
        @Override
        public String toString() {
            return "grant a lease of " + ttlSeconds + " s" + (id == 0 ? "" : " with id " + Long.toHexString(id));
        }
    }

    /**
     * A lease to end.
     *
     * @param id which
     */
    public record Revoke(long id) {
        @Override
        public String toString() {
            return "revoke lease " + Long.toHexString(id);
        }
    }

    /**
     * A lease to renew.
     *
     * @param id which
     */
    public record Renew(long id) {
        @Override
        public String toString() {
            return "renew lease " + Long.toHexString(id);
        }
    }

    /**
     * What is left of a lease.
     *
     * @param id which
     * @param withKeys whether to list its keys
     */
    public record TimeToLive(long id, boolean withKeys) {
        @Override
        public String toString() {
            return "time to live of lease " + Long.toHexString(id);
        }
    }

    /** All leases. */
    public record ListAll() {
        @Override
        public String toString() {
            return "list leases";
        }
    }

    public static final Rpc<Grant, LeaseGrant> GRANT = Rpc.of(LEASE, "LeaseGrant", "/lease/grant", Rpc.Kind.WRITE);
    public static final Rpc<Revoke, Header> REVOKE = Rpc.of(LEASE, "LeaseRevoke", "/lease/revoke", Rpc.Kind.WRITE);
    public static final Rpc<Renew, LeaseRenewal> RENEW =
            Rpc.of(LEASE, "LeaseKeepAlive", "/lease/keepalive", Rpc.Kind.IDEMPOTENT);
    public static final Rpc<TimeToLive, LeaseStatus> TIME_TO_LIVE =
            Rpc.of(LEASE, "LeaseTimeToLive", "/lease/timetolive", Rpc.Kind.READ);
    public static final Rpc<ListAll, LeaseList> LEASES = Rpc.of(LEASE, "LeaseLeases", "/lease/leases", Rpc.Kind.READ);

    private LeaseRpcs() {}
}
