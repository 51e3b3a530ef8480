package dev.tercet.v2.lock;

import dev.tercet.v2.error.V2LockExpiredException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A lock as a queue of keys in order, each with the id of who made it: whoever made the first has the lock, and each of the others watches
 * the one before its own.
 *
 * <p>Any client that knows the algorithm of python-etcd's lock takes part in it. Safe for threads, which share the one claim.
 *
 * <p>An entry that waits is renewed at a third of its time to live, so that it goes soon after its process; one that is held is too,
 * unless {@link V2LockOptions#withoutRenewal()} was asked for. A server that cannot be reached when the entry is to be put fails the call;
 * once it is in the queue, outages are waited out.
 *
 * @since 0.1
 */
public interface EtcdV2Lock extends AutoCloseable {
    /**
     * Takes the lock, and waits for it for as long as it takes. Taking it again renews it.
     *
     * @throws V2LockExpiredException if the entry in the queue was lost while it waited
     */
    void acquire();

    /**
     * Takes the lock within this time, all waiting together. If it does not, it leaves no entry behind.
     *
     * @return whether it has it
     * @throws V2LockExpiredException if the entry in the queue was lost while it waited
     */
    boolean acquire(Duration timeout);

    /**
     * Takes the lock if it can be had at once. If it cannot, it leaves no entry behind.
     *
     * @return whether it has it
     */
    boolean tryAcquire();

    /**
     * Gives it back, whether it is held or waited for; quiet if it is lost already. Calls of other threads that wait for it, or renew it,
     * fail with {@link V2LockExpiredException}.
     */
    void release();

    /** Whether it is held, as the server says. */
    boolean isAcquired();

    /**
     * Becomes the claim that another object, perhaps in another process, made under this id: from now on this one renews and releases
     * it, and the other should not.
     *
     * @throws IllegalArgumentException if no entry in the queue has it; this one's own is as before
     * @throws IllegalStateException if this one holds or waits under an id of its own: release that first
     */
    void adopt(String uuid);

    /** The lock's name. */
    String name();

    /** The directory of its queue. */
    String path();

    /**
     * The id of this claim, by which another process can {@link #adopt} it. It stays for as long as the claim does; the next one has
     * another if the entry of this one may be in the queue still.
     */
    String uuid();

    /**
     * The key of its entry in the queue.
     *
     * @throws IllegalStateException if it has none
     */
    String lockKey();

    /**
     * Completes when a lock that was held is lost without having been given back, with why: its entry is gone, or could not be renewed
     * for nearly as long as it lives (a tenth of that less, a second at most), or the client was closed. There is one for each time that
     * it is taken: ask for it when it is. Dependents run on the callback executor.
     */
    CompletableFuture<V2LockExpiredException> lost();

    /** Releases it, and waits for that five seconds at most: what takes longer goes on by itself. */
    @Override
    default void close() {
        release();
    }
}
