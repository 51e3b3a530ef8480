package dev.tercet.benchmarks.jetcd;

import dev.tercet.benchmarks.Holder;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Lease;
import io.etcd.jetcd.Lock;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

    private long grant() throws Exception {
        return leases.grant(TTL_SECONDS).get().getID();
    }

    private void revoke(long lease) throws Exception {
        leases.revoke(lease).get();
    }

    /** One that is acquired and released on a lease that is there before. */
    Holder onALease() throws Exception {
        long lease = grant();
        return new Holder() {
            private @Nullable ByteSequence key;

            @Override
            public void acquire() throws Exception {
                key = locks.lock(name, lease).get().getKey();
            }

            @Override
            public void release() throws Exception {
                locks.unlock(key).get();
            }

            @Override
            public void end() throws Exception {
                revoke(lease);
            }
        };
    }

    void onceOnALeaseOfItsOwn() throws Exception {
        long lease = grant();
        locks.lock(name, lease).get();
        // It takes the lock with it.
        revoke(lease);
    }
}
