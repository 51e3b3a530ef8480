package dev.tercet.v2.internal.lock;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.lock.AsyncEtcdV2Election;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.AsyncLegacyLock;
import dev.tercet.v2.lock.V2LockOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/** The locks and elections of one client: one of these for all its views. Close it before the backend. */
public final class Locks implements AutoCloseable {
    /** Where the locks of the old kind are, hidden, by the names that their calls had. */
    static final String LEGACY_LOCKS = "/_mod/v2/lock";
    /** Where elections are. */
    static final String ELECTIONS = "/_mod/v2/leader";

    private final Backend backend;
    private final V2Timer timer;
    private final Executor callbacks;
    private final String lockPrefix;
    private final OpenClaims claims = new OpenClaims();

    /**
     * Locks over a backend.
     *
     * @param lockPrefix the directory of the locks, clean
     */
    public Locks(Backend backend, V2Timer timer, Executor callbacks, String lockPrefix) {
        this.backend = backend;
        this.timer = timer;
        this.callbacks = callbacks;
        this.lockPrefix = lockPrefix;
    }

    /** A lock by this name; {@code options} are those of each of its calls. */
    public AsyncEtcdV2Lock lock(String name, V2LockOptions how, CallOptions options) {
        String path = below(lockPrefix, "name", name);
        Terms terms = Terms.lock(how.ttl(), how.isRenewing());
        return new QueuedLock(name, queue("lock", name, path, options), terms, ground());
    }

    /** A lock in the manner of the clients before 2.0. */
    public AsyncLegacyLock getLock(String key, Duration ttl, String value, CallOptions options) {
        Objects.requireNonNull(value, "value");
        Terms terms = Terms.legacyLock(Objects.requireNonNull(ttl, "ttl"));
        String path = below(LEGACY_LOCKS, "key", key);
        String clean = Paths.clean("key", key);
        return new QueuedLegacyLock(clean, value, queue("lock", clean, path, options), terms, ground());
    }

    /** Elections in the manner of the clients before 2.0. */
    public AsyncEtcdV2Election election(CallOptions options) {
        return new QueuedElection(backend, options, ground());
    }

    private Ground ground() {
        return new Ground(timer, callbacks, new Lane(), claims);
    }

    private Queue queue(String kind, String name, String path, CallOptions options) {
        return new Queue(backend, path, kind + " \"" + name + "\" at \"" + path + "\"", options);
    }

    /** The path of a name below a directory. */
    static String below(String directory, String what, String name) {
        String clean = Paths.clean(what, name);
        if (clean.equals(Paths.ROOT)) {
            throw new IllegalArgumentException(what + " is empty, or the root: \"" + name + "\"");
        }
        return directory + clean;
    }

    /**
     * Ends every wait with {@link dev.tercet.error.ClientClosedException}, and takes what waited out of its queue as far as that can be
     * done within a second. What is held is left to its time to live, and told lost.
     */
    @Override
    public void close() {
        claims.close();
    }
}
