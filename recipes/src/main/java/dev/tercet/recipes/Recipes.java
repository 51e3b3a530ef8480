package dev.tercet.recipes;

import dev.tercet.EtcdClient;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.internal.cache.WatchedCache;
import dev.tercet.recipes.internal.flow.Await;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.internal.registry.EtcdRegistry;
import dev.tercet.recipes.internal.session.KeptSession;
import dev.tercet.recipes.internal.session.LastingRunner;
import dev.tercet.recipes.registry.ServiceRegistry;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Coordination on etcd, all of it from here.
 *
 * <pre>{@code
 * Recipes recipes = Recipes.of(etcd);
 * try (Session session = recipes.openSession(Duration.ofSeconds(10));
 *         HeldLock lock = session.lock("jobs/nightly").acquire(Duration.ofSeconds(5))) {
 *     lock.fencingToken();
 * }
 * }</pre>
 *
 * <p>Recipes hold nothing themselves: making one costs nothing, and closing the client ends them all. Keys are those of the view of
 * the client that is given, in its namespace, with its deadline and retries for the calls they are made of.
 *
 * <p>Everything that waits has two forms: one that blocks, and one with {@code Async} behind its name whose future does it; its
 * dependents run on the client's callback executor, and cancelling it undoes what it is at. Interrupting a blocked caller does the
 * same. Names and keys given as text are in UTF-8.
 *
 * @since 0.1
 */
public final class Recipes {
    private final EtcdClient etcd;

    private Recipes(EtcdClient etcd) {
        this.etcd = etcd;
    }

    /** Recipes on this client, which stays the caller's to close. */
    public static Recipes of(EtcdClient etcd) {
        return new Recipes(Objects.requireNonNull(etcd, "etcd"));
    }

    /** {@link #openSessionAsync}, waiting for it. */
    public Session openSession(Duration ttl) {
        return Await.on("open session", openSessionAsync(ttl));
    }

    /**
     * Opens a session: grants a lease and keeps it alive.
     *
     * @param ttl how long it outlives its process, at most: more than zero, rounded up to whole seconds, and raised by servers to two
     *     seconds as they come. Short ones are lost by a short disturbance, long ones keep others waiting after a crash
     * @return fails as a lease's grant does
     * @throws IllegalArgumentException if {@code ttl} is zero or negative
     */
    public CompletableFuture<Session> openSessionAsync(Duration ttl) {
        Given.positive("ttl", ttl);
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(Ground.open(etcd, ttl)).thenApply(KeptSession::new),
                Session::closeAsync);
    }

    /** {@link #resumeSessionAsync}, waiting for it. */
    public Session resumeSession(long lease) {
        return Await.on("resume session", resumeSessionAsync(lease));
    }

    /**
     * Takes over a session that another process {@linkplain Session#orphan() left}, with everything that hangs on it: locks and
     * leaderships that it holds are had by acquiring them again, which succeeds at once.
     *
     * @param lease {@link Session#lease()} of that session
     * @return fails with {@code LeaseNotFoundException} if there is no such lease any more
     */
    public CompletableFuture<Session> resumeSessionAsync(long lease) {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(Ground.resume(etcd, lease)).thenApply(KeptSession::new),
                Session::orphan);
    }

    /** Which instances of which service there are. */
    public ServiceRegistry registry() {
        return new EtcdRegistry(etcd);
    }

    /** {@link #openCache(CacheRequest)} of every key that begins with {@code prefix}. */
    public Cache openCache(String prefix) {
        return openCache(CacheRequest.prefix(prefix));
    }

    /**
     * Opens a local copy of a range of keys and returns at once. It waits for a server for as long as it takes; {@link Cache#synced()}
     * tells when it has everything.
     *
     * @return the cache; close it
     */
    public Cache openCache(CacheRequest request) {
        return WatchedCache.open(etcd, Objects.requireNonNull(request, "request"));
    }

    /**
     * Opens one session after another until it is closed: whenever one is lost, the next.
     *
     * @param ttl as for {@link #openSessionAsync}, of each of them
     * @return at once; {@link LastingSession#sessionAsync()} tells when there is a session
     * @throws IllegalArgumentException if {@code ttl} is zero or negative
     */
    public LastingSession lastingSession(Duration ttl) {
        return LastingRunner.start(etcd, ttl);
    }
}
