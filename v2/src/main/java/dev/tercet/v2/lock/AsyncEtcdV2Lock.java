package dev.tercet.v2.lock;

import dev.tercet.v2.error.V2LockExpiredException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * {@link EtcdV2Lock} in futures. Cancelling one that acquires gives up its place in the queue.
 *
 * @since 0.1
 */
public interface AsyncEtcdV2Lock {
    /**
     * Takes the lock, and waits for it for as long as it takes. Taking it again renews it.
     *
     * @return fails with {@link V2LockExpiredException} if the entry in the queue was lost while it waited
     */
    CompletableFuture<Void> acquire();

    /**
     * Takes the lock within this time, all waiting together. If it does not, it leaves no entry behind.
     *
     * @return whether it has it; fails with {@link V2LockExpiredException} if the entry in the queue was lost while it waited
     */
    CompletableFuture<Boolean> acquire(Duration timeout);

    /**
     * Takes the lock if it can be had at once. If it cannot, it leaves no entry behind.
     *
     * @return whether it has it
     */
    CompletableFuture<Boolean> tryAcquire();

    /** Gives it back, whether it is held or waited for; quiet if it is lost already. */
    CompletableFuture<Void> release();

    /** Whether it is held, as the server says. */
    CompletableFuture<Boolean> isAcquired();

    /**
     * Becomes the claim that another object, perhaps in another process, made under this id: from now on this one renews and releases
     * it, and the other should not.
     *
     * @return fails with {@link IllegalArgumentException} if no entry in the queue has it; this one's own is as before, and with {@link
     *     IllegalStateException} if this one holds or waits under an id of its own: release that first
     */
    CompletableFuture<Void> adopt(String uuid);

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
}
