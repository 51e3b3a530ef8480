package dev.tercet.benchmarks.jetcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Lease;
import io.etcd.jetcd.Lock;
import java.nio.charset.StandardCharsets;

/** The lock that jetcd has: the server's own, by its Lock RPC. */
final class JetcdLock {
    private static final long TTL_SECONDS = 600;

    private final Lock locks;
    private final Lease leases;
    private final ByteSequence name;

    JetcdLock(Client client, String name) {
        locks = client.getLockClient();
        leases = client.getLeaseClient();
        this.name = ByteSequence.from(name, StandardCharsets.UTF_8);
    }

    long grant() throws Exception {
        return leases.grant(TTL_SECONDS).get().getID();
    }

    void revoke(long lease) throws Exception {
        leases.revoke(lease).get();
    }

    void once(long lease) throws Exception {
        locks.unlock(locks.lock(name, lease).get().getKey()).get();
    }

    void onceOnALeaseOfItsOwn() throws Exception {
        long lease = grant();
        locks.lock(name, lease).get();
        // It takes the lock with it.
        revoke(lease);
    }
}
