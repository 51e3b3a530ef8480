package dev.tercet.v2.lock;

import dev.tercet.v2.error.V2LockExpiredException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * {@link LegacyLock} in futures. Cancelling one that acquires gives up its place in the queue.
 *
 * @since 0.1
 */
public interface AsyncLegacyLock {
    /**
     * Takes the lock, and waits for it for as long as it takes.
     *
     * @return fails with {@link IllegalStateException} if it is taken by this object already
     */
    CompletableFuture<Void> acquire();

    /**
     * Takes the lock within this time.
     *
     * @return fails with {@link dev.tercet.error.EtcdTimeoutException} if it does not; it leaves no entry behind
     */
    CompletableFuture<Void> acquire(Duration timeout);

    /** Whether anybody has the lock of this key. */
    CompletableFuture<Boolean> isLocked();

    /**
     * Becomes the lock as somebody took it elsewhere, with value and index.
     *
     * @return fails with {@link V2LockExpiredException} if nobody has it
     */
    CompletableFuture<Void> get();

    /**
     * Gives it another time to live.
     *
     * @return fails with {@link IllegalStateException} if this object has no lock in hand; fails with {@link V2LockExpiredException} if it is lost
     */
    CompletableFuture<Void> renew(Duration ttl);

    /**
     * Gives it back.
     *
     * @return fails with {@link IllegalStateException} if this object has no lock in hand; fails with {@link V2LockExpiredException} if it is lost
     */
    CompletableFuture<Void> release();

    /** The key, with a slash at its beginning. */
    String key();

    /** What was given with it; after {@link #get()}, by whoever took it. */
    String value();

    /** The index of its entry, by which it is known; empty if there is no lock in hand. */
    OptionalLong index();
}
