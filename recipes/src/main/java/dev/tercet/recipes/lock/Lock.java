package dev.tercet.recipes.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A lock by name: one holder at a time, the others in a queue, first come first served.
 *
 * <pre>{@code
 * try (HeldLock held = session.lock("jobs/nightly").acquire(Duration.ofSeconds(5))) {
 *     held.fencingToken();
 * }
 * }</pre>
 *
 * <p><b>Guarantee.</b> At most one session holds it, as far as the server can tell: a holder that is paused for longer than its time
 * to live finds out when it goes on, and meanwhile another may have it. What must not be done by two is guarded with {@link
 * HeldLock#isOwner()} in the transaction that does it, or with {@link HeldLock#fencingToken()}, which is greater with every holder. It
 * excludes, and is excluded by, Go's {@code concurrency.Mutex}, {@code etcdctl lock} and the server's lock service with the same name.
 * On a session it is re-entrant: who acquires it again on that session, by whatever thread, shares the hold, which ends when all of them
 * have released it. Two threads that are to exclude each other take a session each.
 *
 * <p><b>Cost.</b> One round trip to acquire it if it is free and one to release it; on a lease of its own one more, for the lease. Who
 * waits has a watch on the one in front, and two more round trips when that goes.
 *
 * <p>A session that is <b>lost</b> takes the lock with it, and who waits for it fails with {@code SessionLostException}; one that is
 * closed has them fail with {@code ClientClosedException}. An acquisition that fails, is cancelled, interrupted or timed out leaves no
 * key behind: the key is deleted after the caller was told, as often as it takes. A client that is closed can delete nothing any more:
 * then the key goes with its lease, which nobody renews; and that of a session that was orphaned meanwhile may stay for whoever goes on
 * with the lease.
 *
 * <p><b>Keys.</b> {@code <name>/<lease in hexadecimal>}, empty, on the lease. So a lock {@code a} contends also with the holders of a
 * lock {@code a/b}: choose names of which none is another with a slash and more behind it.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://etcd.io/docs/v3.6/dev-guide/api_concurrency_reference_v3/">etcd: concurrency API</a>
 * @since 0.1
 */
public interface Lock {
    /** Its name, with the prefix if one is set. */
    Bytes name();

    /** {@link #acquireAsync()}, waiting for it. */
    default HeldLock acquire() {
        return Await.own("acquire " + this, acquireAsync());
    }

    /**
     * Waits for the lock for as long as it takes. While servers cannot be reached it goes on waiting, as long as the lease lives.
     *
     * @return fails with {@code SessionLostException} or {@code ClientClosedException} when the session ends, with {@code
     *     PlaceRemovedException} when somebody else deletes the key that waits, and as calls do that the server refuses; none of them
     *     leaves a key behind, but for an orphaned session, as said above
     */
    CompletableFuture<HeldLock> acquireAsync();

    /** {@link #acquireAsync(Duration)}, waiting for it. */
    default HeldLock acquire(Duration atMost) {
        return Await.own("acquire " + this, acquireAsync(atMost));
    }

    /**
     * Waits for the lock, but not for longer than this in all.
     *
     * @param atMost more than zero
     * @return fails as {@link #acquireAsync()} does, and with {@code EtcdTimeoutException} which says who is in front; its outcome is
     *     NOT_APPLIED
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<HeldLock> acquireAsync(Duration atMost);

    /** {@link #tryAcquireAsync()}, waiting for it. */
    default Optional<HeldLock> tryAcquire() {
        return Await.own("acquire " + this, tryAcquireAsync());
    }

    /**
     * Takes the lock if it is free, or held by this session; does not queue for it.
     *
     * @return empty if another has it or waits for it; fails also when no server can be reached
     */
    CompletableFuture<Optional<HeldLock>> tryAcquireAsync();

    /** {@link #tryAcquireAsync(Duration)}, waiting for it. */
    default Optional<HeldLock> tryAcquire(Duration atMost) {
        return Await.own("acquire " + this, tryAcquireAsync(atMost));
    }

    /**
     * As {@link #acquireAsync(Duration)}, but that others had it all the time is no failure.
     *
     * @param atMost more than zero
     * @return empty if others were in front until then; fails with {@code EtcdTimeoutException} if nothing could be learnt of that
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<Optional<HeldLock>> tryAcquireAsync(Duration atMost);

    /** {@link #ownersAsync()}, waiting for it. */
    default List<LockOwner> owners() {
        return Await.own("owners of " + this, ownersAsync());
    }

    /**
     * Who has it, and who waits for it, in their order; those of other clients too. One round trip.
     *
     * @return unmodifiable, empty if it is free
     */
    CompletableFuture<List<LockOwner>> ownersAsync();
}
