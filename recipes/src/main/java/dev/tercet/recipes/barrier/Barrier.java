package dev.tercet.recipes.barrier;

import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody holds it, and everybody who comes waits until it is released.
 *
 * <p><b>Guarantee.</b> Whoever waits while it is held goes on after the release, also if it is held anew right away; whoever comes while
 * it is not held does not wait. Among several who hold it at a time one succeeds. <b>Cost.</b> One round trip to hold, two to release, one
 * to find it open; a wait adds a watch, and nothing while it lasts. <b>Keys.</b> {@code <name>} alone, which is there while the barrier is
 * held: the same as in Go's {@code recipe.Barrier}. Who holds it is not checked: anybody may release it. If a <b>lost</b> session held it
 * the barrier opens with the session; held without one, it stays until it is released.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface Barrier {
    /** {@link #holdAsync()}, waiting for it. */
    default void hold() {
        Await.on("hold barrier", holdAsync());
    }

    /**
     * Closes it, until it is released.
     *
     * @return fails with {@code BarrierHeldException} if it is held already, by whomever. If it is not known whether it is held by now,
     *     such as when cancelled, {@link #release()} makes sure that it is not
     */
    CompletableFuture<Void> holdAsync();

    /** {@link #holdAsync(long)}, waiting for it. */
    default void hold(long lease) {
        Await.on("hold barrier", holdAsync(lease));
    }

    /**
     * Closes it, until it is released or the lease ends.
     *
     * @param lease that of a session, such as {@code session.lease()}, of this client or another of the same cluster
     * @return fails as {@link #holdAsync()} does, and with {@code LeaseNotFoundException} if the cluster knows no such lease, any more
     *     or at all
     * @throws IllegalArgumentException if {@code lease} is 0, which is none
     */
    CompletableFuture<Void> holdAsync(long lease);

    /** {@link #releaseAsync()}, waiting for it. */
    default boolean release() {
        return Await.on("release barrier", releaseAsync());
    }

    /**
     * Opens it; whoever waits goes on.
     *
     * @return whether it was held: releasing it again is harmless
     */
    CompletableFuture<Boolean> releaseAsync();

    /** {@link #isHeldAsync()}, waiting for it. */
    default boolean isHeld() {
        return Await.on("look at barrier", isHeldAsync());
    }

    /** Whether somebody holds it just now. */
    CompletableFuture<Boolean> isHeldAsync();

    /** {@link #awaitAsync()}, waiting for it. */
    default void await() {
        Await.on("await barrier", awaitAsync());
    }

    /** Waits until it is released; not at all if it is not held. While it waits, servers that cannot be reached are waited for. */
    CompletableFuture<Void> awaitAsync();

    /** {@link #awaitAsync(Duration)}, waiting for it. */
    default void await(Duration atMost) {
        Await.on("await barrier", awaitAsync(atMost));
    }

    /**
     * Waits until it is released, so long at most.
     *
     * @return fails with {@code EtcdTimeoutException} if it is still held then, or if no server could be asked: it says which, and what
     *     the last trouble was
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<Void> awaitAsync(Duration atMost);
}
