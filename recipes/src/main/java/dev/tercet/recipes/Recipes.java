package dev.tercet.recipes;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.barrier.Barrier;
import dev.tercet.recipes.barrier.CountdownLatch;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.counter.Counter;
import dev.tercet.recipes.counter.Sequence;
import dev.tercet.recipes.election.ElectionView;
import dev.tercet.recipes.election.LeaderBody;
import dev.tercet.recipes.election.LeaderLoop;
import dev.tercet.recipes.internal.barrier.StoredBarrier;
import dev.tercet.recipes.internal.barrier.StoredLatch;
import dev.tercet.recipes.internal.cache.WatchedCache;
import dev.tercet.recipes.internal.counter.BlockSequence;
import dev.tercet.recipes.internal.counter.MarkedCounter;
import dev.tercet.recipes.internal.election.EtcdElectionView;
import dev.tercet.recipes.internal.flow.Await;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.internal.lead.LeadRunner;
import dev.tercet.recipes.internal.lock.PrefixedLocks;
import dev.tercet.recipes.internal.map.StoredMap;
import dev.tercet.recipes.internal.mirror.MirrorRunner;
import dev.tercet.recipes.internal.queue.StoredFifoQueue;
import dev.tercet.recipes.internal.queue.StoredPriorityQueue;
import dev.tercet.recipes.internal.queue.StoredWorkQueue;
import dev.tercet.recipes.internal.registry.StoredRegistry;
import dev.tercet.recipes.internal.session.KeptSession;
import dev.tercet.recipes.internal.session.LastingRunner;
import dev.tercet.recipes.internal.stm.RunningStm;
import dev.tercet.recipes.internal.stm.Updates;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.map.Codec;
import dev.tercet.recipes.map.TypedMap;
import dev.tercet.recipes.mirror.Mirror;
import dev.tercet.recipes.mirror.MirrorPlan;
import dev.tercet.recipes.queue.FifoQueue;
import dev.tercet.recipes.queue.PriorityQueue;
import dev.tercet.recipes.queue.WorkQueue;
import dev.tercet.recipes.registry.ServiceRegistry;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import dev.tercet.recipes.stm.Stm;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

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

    /**
     * Recipes on this client, which stays the caller's to close. What they do between calls may wait, so a view with callbacks on the
     * I/O thread is not used as such, but as the view with a hand-over that it was made from.
     */
    public static Recipes of(EtcdClient etcd) {
        return new Recipes(Objects.requireNonNull(etcd, "etcd").withCallbacksHandedOver());
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

    /** Locks without a session, each acquisition on a lease of its own. */
    public NamedLocks locks() {
        return new PrefixedLocks(etcd);
    }

    /** {@link #election(Bytes)} with a name in UTF-8. */
    public ElectionView election(String name) {
        return election(Given.name(name));
    }

    /**
     * An election from the outside, to see who leads. To take part in it, ask a {@linkplain Session#election(Bytes) session}.
     *
     * @throws IllegalArgumentException if {@code name} is empty
     */
    public ElectionView election(Bytes name) {
        return new EtcdElectionView(etcd, name);
    }

    /** {@link #lead(Bytes, Bytes, Duration, LeaderBody)} with texts in UTF-8. */
    public LeaderLoop lead(String name, String value, Duration ttl, LeaderBody body) {
        return lead(Given.name(name), Bytes.of(value), ttl, body);
    }

    /**
     * Campaigns in an election, runs a body while it leads, and campaigns again, until it is closed.
     *
     * @param name the election
     * @param value what to proclaim
     * @param ttl as for {@link #openSessionAsync}, of the sessions it takes place on
     * @param body what to run
     * @return at once; close it
     * @throws IllegalArgumentException if {@code name} is empty, or {@code ttl} zero or negative
     */
    public LeaderLoop lead(Bytes name, Bytes value, Duration ttl, LeaderBody body) {
        Given.name(name);
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(body, "body");
        return LeadRunner.start(lastingSession(ttl), name, value, body);
    }

    /** The barrier of this name: its key. */
    public Barrier barrier(String name) {
        return barrier(Given.name(name));
    }

    /** The barrier of this name: its key. */
    public Barrier barrier(Bytes name) {
        return new StoredBarrier(etcd, name);
    }

    /** The countdown latch of this name. */
    public CountdownLatch countdownLatch(String name) {
        return countdownLatch(Given.name(name));
    }

    /** The countdown latch of this name. */
    public CountdownLatch countdownLatch(Bytes name) {
        return new StoredLatch(etcd, name);
    }

    /** {@link #fifoQueue(Bytes)}, the name in UTF-8. */
    public FifoQueue fifoQueue(String name) {
        return fifoQueue(Given.name(name));
    }

    /**
     * A queue: first in, first out. Calls on one object are sent together where they can: keep it and share it.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public FifoQueue fifoQueue(Bytes name) {
        return new StoredFifoQueue(etcd, Given.name(name));
    }

    /** {@link #priorityQueue(Bytes)}, the name in UTF-8. */
    public PriorityQueue priorityQueue(String name) {
        return priorityQueue(Given.name(name));
    }

    /**
     * A queue whose most urgent item comes first. Calls on one object are sent together where they can: keep it and share it.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public PriorityQueue priorityQueue(Bytes name) {
        return new StoredPriorityQueue(etcd, Given.name(name));
    }

    /** {@link #workQueue(Bytes)}, the name in UTF-8. */
    public WorkQueue workQueue(String name) {
        return workQueue(Given.name(name));
    }

    /**
     * Work to be done at least once, by workers that a session has: {@link Session#worker(Bytes, int)}. Calls on one object are sent
     * together where they can: keep it and share it.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public WorkQueue workQueue(Bytes name) {
        return new StoredWorkQueue(etcd, Given.name(name));
    }

    /** {@link #counter(Bytes)}, the name in UTF-8. */
    public Counter counter(String name) {
        return new MarkedCounter(etcd, Given.name(name));
    }

    /**
     * A number that many change.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Counter counter(Bytes name) {
        return new MarkedCounter(etcd, Given.name(name));
    }

    /** {@link #sequence(Bytes, int)} of one number at a time, the name in UTF-8. */
    public Sequence sequence(String name) {
        return sequence(name, 1);
    }

    /** {@link #sequence(Bytes, int)}, the name in UTF-8. */
    public Sequence sequence(String name, int blockSize) {
        return sequence(Given.name(name), blockSize);
    }

    /**
     * Unique numbers that rise.
     *
     * @param blockSize how many are reserved at a time: more are faster, leave larger gaps, and rise for each instance by itself only
     * @throws IllegalArgumentException if the name is empty, or {@code blockSize} less than 1
     */
    public Sequence sequence(Bytes name, int blockSize) {
        Given.atLeastOne("blockSize", blockSize);
        return new BlockSequence(counter(name), blockSize, etcd.callbackExecutor());
    }

    /** {@link #createIfAbsentAsync(Bytes, Bytes)}, texts in UTF-8, waiting for it. */
    public Optional<KeyValue> createIfAbsent(String key, String value) {
        return createIfAbsent(Bytes.of(key), Bytes.of(value));
    }

    /** {@link #createIfAbsentAsync(Bytes, Bytes)}, waiting for it. */
    public Optional<KeyValue> createIfAbsent(Bytes key, Bytes value) {
        return Await.on("create if absent", createIfAbsentAsync(key, value));
    }

    /** {@link #createIfAbsentAsync(Bytes, Bytes)}, texts in UTF-8. */
    public CompletableFuture<Optional<KeyValue>> createIfAbsentAsync(String key, String value) {
        return createIfAbsentAsync(Bytes.of(key), Bytes.of(value));
    }

    /**
     * Puts a key if there is no such key, in one round trip.
     *
     * @return what is there already; empty if this made the key. If the reply is lost and the key is there afterwards, whoever put it,
     *     fails with outcome UNKNOWN; if others deleted it by then, it is put again
     * @throws IllegalArgumentException if the key is empty
     */
    public CompletableFuture<Optional<KeyValue>> createIfAbsentAsync(Bytes key, Bytes value) {
        return Updates.create(etcd, key, value);
    }

    /** {@link #updateAsync(Bytes, UnaryOperator)}, the key in UTF-8, waiting for it. */
    public Optional<KeyValue> update(String key, UnaryOperator<Optional<Bytes>> change) {
        return update(Bytes.of(key), change);
    }

    /** {@link #updateAsync(Bytes, UnaryOperator)}, waiting for it. */
    public Optional<KeyValue> update(Bytes key, UnaryOperator<Optional<Bytes>> change) {
        return Await.on("update", updateAsync(key, change));
    }

    /** {@link #updateAsync(Bytes, UnaryOperator)}, the key in UTF-8. */
    public CompletableFuture<Optional<KeyValue>> updateAsync(String key, UnaryOperator<Optional<Bytes>> change) {
        return updateAsync(Bytes.of(key), change);
    }

    /**
     * Changes one key by a function of what it holds, again and again until nobody else changed it in between.
     *
     * <p>It takes one round trip to read and one to write, and after each conflict another, within the timeout of the client's calls
     * all together. The key stays on its lease. If the reply to the write is lost, and neither sending it again nor the key's history
     * tells what became of it, the update fails with outcome UNKNOWN; a {@link Stm} with a mark can tell.
     *
     * @param change what it holds, empty if there is no such key, to what it shall hold, empty to delete it; answering what it got writes
     *     nothing. Runs any number of times on the callback executor; what it throws comes out, and nothing is written
     * @return the key as it is then; empty if there is none
     * @throws IllegalArgumentException if the key is empty
     */
    public CompletableFuture<Optional<KeyValue>> updateAsync(Bytes key, UnaryOperator<Optional<Bytes>> change) {
        return Updates.update(etcd, key, Objects.requireNonNull(change, "change"));
    }

    /** Transactions over any keys, at the default of etcd's four isolation levels. */
    public Stm stm() {
        return RunningStm.of(etcd);
    }

    /** {@link #map(Bytes, Codec, Codec)}, the name in UTF-8. */
    public <K, V> TypedMap<K, V> map(String name, Codec<K> keys, Codec<V> values) {
        return map(Given.name(name), keys, values);
    }

    /**
     * A map of one's own types.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public <K, V> TypedMap<K, V> map(Bytes name, Codec<K> keys, Codec<V> values) {
        return StoredMap.of(etcd, stm(), Given.name(name), keys, values);
    }

    /** Which instances of which service there are. */
    public ServiceRegistry registry() {
        return new StoredRegistry(etcd);
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
     * Copies keys of this client to another cluster, and keeps the copy up to date; see {@link Mirror}. Returns at once: {@link
     * Mirror#started()} and {@link Mirror#synced()} tell how far it is.
     *
     * @param destination the client of that cluster, which stays the caller's to close
     * @return close it
     * @throws IllegalArgumentException if the destination is this client, and the copy or the checkpoint lies in what is copied
     */
    public Mirror mirror(EtcdClient destination, MirrorPlan plan) {
        return MirrorRunner.start(
                etcd, Objects.requireNonNull(destination, "destination").withCallbacksHandedOver(), plan);
    }
}
