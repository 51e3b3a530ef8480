package dev.tercet.v2.internal.lock;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.lock.AsyncEtcdV2Election;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.AsyncLegacyLock;
import dev.tercet.v2.lock.EtcdV2Election;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.LegacyLock;
import dev.tercet.v2.lock.V2LockOptions;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The locks and elections of one client: one of these for all its views. Close it before the backend. */
public final class Locks implements AutoCloseable {
    private final Backend backend;

    /**
     * Locks over a backend.
     *
     * @param lockPrefix the directory of the locks, clean
     */
    public Locks(Backend backend, V2Timer timer, Executor callbacks, String lockPrefix) {
        this.backend = backend;
    }

    /** A lock by this name; {@code options} are those of each of its calls. */
    public AsyncEtcdV2Lock asyncLock(String name, V2LockOptions how, CallOptions options) {
        throw new UnsupportedOperationException(backend.toString());
    }

    /** The same for callers who wait. */
    public EtcdV2Lock lock(String name, V2LockOptions how, CallOptions options) {
        throw new UnsupportedOperationException(backend.toString());
    }

    /** A lock in the manner of the clients before 2.0. */
    public AsyncLegacyLock asyncGetLock(String key, Duration ttl, String value, CallOptions options) {
        throw new UnsupportedOperationException(backend.toString());
    }

    /** The same for callers who wait. */
    public LegacyLock getLock(String key, Duration ttl, String value, CallOptions options) {
        throw new UnsupportedOperationException(backend.toString());
    }

    /** Elections in the manner of the clients before 2.0. */
    public AsyncEtcdV2Election asyncElection(CallOptions options) {
        throw new UnsupportedOperationException(backend.toString());
    }

    /** The same for callers who wait. */
    public EtcdV2Election election(CallOptions options) {
        throw new UnsupportedOperationException(backend.toString());
    }

    /**
     * Ends every wait with {@link dev.tercet.error.ClientClosedException}, and takes what waited out of its queue as far as that can be
     * done within a second. What is held is left to its time to live, and told lost.
     */
    @Override
    public void close() {}
}
