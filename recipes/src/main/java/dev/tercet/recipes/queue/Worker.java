package dev.tercet.recipes.queue;

import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes work from a {@link WorkQueue}, under claims on its session.
 *
 * <p><b>Guarantee.</b> An item is claimed by one worker at a time. Its claim stands until the item is completed, released or buried,
 * or until the session ends; then it can be claimed by others. A worker that was paused for longer than the session's time to live does not have its claim
 * any more without knowing: {@link WorkItem#complete()} then does nothing and answers false, and what else must not be done by two goes into a
 * transaction with {@link WorkItem#isOwner()}.
 *
 * <p><b>Cost.</b> One round trip for a take while more is known to be there, two after a pause; takes that wait at the same time
 * are made together. One to complete. What is claimed is passed over when the head is read, a hundred keys at a time.
 *
 * <p><b>Lost sessions.</b> What waits fails with {@code SessionLostException}, and claims are gone with the lease.
 * <b>Keys.</b> See {@link WorkQueue}.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface Worker {
    /** {@link #takeAsync}, waiting for it. */
    default WorkItem take() {
        return Await.on("take", takeAsync());
    }

    /**
     * Claims the first item that is free, and waits until there is one. Cancelled, it claims none, or gives back what it has: the
     * claim is undone, and does not count as an attempt; those before it do. Undoing it is tried until a server answers or the session is
     * over, upon which the claim goes with the lease, and counts.
     *
     * @return fails with {@code SessionLostException} when the session is lost, and if the store cannot be reached
     */
    CompletableFuture<WorkItem> takeAsync();

    /** {@link #pollAsync()}, waiting for it. */
    default Optional<WorkItem> poll() {
        return Await.on("poll", pollAsync());
    }

    /** Claims the first item that is free; empty if there is none. */
    CompletableFuture<Optional<WorkItem>> pollAsync();

    /** {@link #pollAsync(Duration)}, waiting for it. */
    default Optional<WorkItem> poll(Duration atMost) {
        return Await.on("poll", pollAsync(atMost));
    }

    /**
     * Claims the first item that is free, waiting for one for a while; empty if none came.
     *
     * @throws IllegalArgumentException if zero or negative: {@link #pollAsync()} does not wait
     */
    CompletableFuture<Optional<WorkItem>> pollAsync(Duration atMost);
}
