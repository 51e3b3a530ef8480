package dev.tercet.recipes.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A lock that is held until it is released or lost.
 *
 * <p>Each acquisition gives one of these, also those of a session that has the lock already; the lock is free when the last of them
 * is released. Safe for use by several threads.
 *
 * @since 0.1
 */
public interface HeldLock extends AutoCloseable {
    /** The lock's name. */
    Bytes name();

    /** The key that stands for the hold. */
    Bytes key();

    /** The lease that it hangs on: the session's, or its own. */
    long lease();

    /** A number that is greater with every holder of this lock: the revision that made the key. */
    long fencingToken();

    /** A condition that holds while the lock is held: for the transactions that do what it protects. */
    Compare isOwner();

    /**
     * Whether it is held, as far as is known here, without asking the server: {@link #isOwner()} is the way to be sure. By the clock,
     * so that a process that was paused for too long is told at once. That somebody else deleted the key is known only if {@link
     * #lost()} was called.
     */
    boolean isHeld();

    /**
     * Completes when it is lost, with the reason; fails with {@code ClientClosedException} when it ends in another way: released, its
     * session closed, or the client. As long as this process runs, that the session is lost or the time is over is told before the
     * server lets anybody else have the lock. The first call opens a watch on the key, so that its deletion by somebody else is told
     * too. Dependents run on the callback executor. It is one future for all who ask: leave it to the lock to complete it.
     */
    CompletableFuture<LockLoss> lost();

    /** The time to live of its lease: how long it outlives its process, or how long it was taken for. */
    Duration ttl();

    /** What is left of the time that it was taken for, zero when that is over; empty for one that is kept alive. */
    Optional<Duration> remaining();

    /** {@link #renewAsync()}, waiting for it. */
    default Duration renew() {
        return Await.own("renew " + this, renewAsync());
    }

    /**
     * Renews its lease now: the time that a lock was taken for begins anew. One that is kept alive does so by itself, and this does no
     * harm.
     *
     * @return the time to live that it has again; fails with {@code SessionLostException} if it is lost, and with {@code
     *     ClientClosedException} if it was released
     */
    CompletableFuture<Duration> renewAsync();

    /** {@link #releaseAsync()}, waiting for it. */
    default boolean release() {
        return Await.own("release " + this, releaseAsync());
    }

    /**
     * Gives it back. Only what this acquisition made is deleted, never what another holds; releasing twice, or releasing what is lost,
     * does nothing.
     *
     * @return whether it was held until now; fails if no server could be asked or its reply was lost, and then goes on trying until it
     *     can or the lease is over. Cancelling it does not stop that. A lease of its own is not tried again, but no longer renewed either
     */
    CompletableFuture<Boolean> releaseAsync();

    /** {@link #release()}, silent about a lock that is not held any more. */
    @Override
    default void close() {
        release();
    }
}
