package dev.tercet;

import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Header;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseList;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Leases: keys that hang on one go when it expires or is revoked.
 *
 * <p>{@link Leases} without waiting: dependents of the futures run on the callback executor, and cancelling a future cancels the call,
 * also at the server.
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#lease-api">etcd: lease API</a>
 * @since 0.1
 */
public interface AsyncLeases {
    /** The same, with this deadline and these retries. */
    AsyncLeases with(CallOptions options);

    /**
     * Grants a lease that expires {@code ttl} after its last renewal.
     *
     * @param ttl more than zero; rounded up to whole seconds, since the server counts those. Servers raise what is too short (to two
     *     seconds, as they come) and refuse what is too long (more than nine billion seconds)
     * @return the grant, whose {@code ttl()} may exceed the request; if the reply is lost the outcome is UNKNOWN, and a lease that
     *     nobody refers to may live until it expires
     * @throws IllegalArgumentException if {@code ttl} is zero or negative
     */
    CompletableFuture<LeaseGrant> grant(Duration ttl);

    /**
     * Grants a lease with an id of the caller's choice.
     *
     * @param ttl as for {@link #grant(Duration)}
     * @param id any number; 0 lets the server choose
     * @return the grant; fails with {@code RejectedEtcdException} and code {@code LEASE_EXISTS} if there is a lease with that id,
     *     which is also what a second try after a lost reply meets
     * @throws IllegalArgumentException if {@code ttl} is zero or negative
     */
    CompletableFuture<LeaseGrant> grant(Duration ttl, long id);

    /**
     * Ends a lease now, and deletes its keys, all in one revision.
     *
     * @return the answer's header; fails with {@code LeaseNotFoundException} if there is no such lease, which is also what a second
     *     try after a lost reply meets
     */
    CompletableFuture<Header> revoke(long id);

    /** What is left of a lease, in whole seconds. One that is gone is no error: see {@link LeaseStatus#isAlive()}. */
    CompletableFuture<LeaseStatus> status(long id);

    /** What is left of a lease, and the keys that hang on it. Keys outside the client's namespace are left out. */
    CompletableFuture<LeaseStatus> statusWithKeys(long id);

    /** All leases: one member's view of them, which may be behind. */
    CompletableFuture<LeaseList> list();

    /**
     * Renews a lease once, with one request.
     *
     * @return the time to live it has again; fails with {@code LeaseNotFoundException} if it is gone
     */
    CompletableFuture<LeaseRenewal> keepAliveOnce(long id);

    /**
     * Renews a lease now, and goes on renewing it until the handle is closed.
     *
     * @return the handle; fails as {@link #keepAliveOnce(long)} does when the first renewal fails
     */
    CompletableFuture<KeptLease> keepAlive(long id);

    /**
     * Grants a lease and keeps it alive until the handle is closed.
     *
     * @param ttl as for {@link #grant(Duration)}
     * @return the handle; fails as {@link #grant(Duration)} does
     * @throws IllegalArgumentException if {@code ttl} is zero or negative
     */
    CompletableFuture<KeptLease> keep(Duration ttl);
}
