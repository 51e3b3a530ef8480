package dev.tercet.recipes.lock;

import dev.tercet.kv.Compare;
import dev.tercet.recipes.internal.flow.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Several locks that are held until they are released or one of them is lost. Safe for use by several threads.
 *
 * @since 0.1
 */
public interface HeldLocks extends AutoCloseable {
    /** Each of them, in the order of {@link MultiLock#names()}; each with its own fencing token. */
    List<HeldLock> locks();

    /** Conditions that hold while all are held: for the transactions that do what they protect. */
    default List<Compare> isOwner() {
        return locks().stream().map(HeldLock::isOwner).toList();
    }

    /** Whether all are held, as far as is known here. */
    default boolean isHeld() {
        return locks().stream().allMatch(HeldLock::isHeld);
    }

    /**
     * Completes when the first of them is lost, with the reason; fails with {@code ClientClosedException} when they end in another way. As
     * {@link HeldLock#lost()}, the first call opens a watch for each.
     */
    CompletableFuture<LockLoss> lost();

    /** {@link #releaseAsync()}, waiting for it. */
    default boolean release() {
        return Await.own("release " + this, releaseAsync());
    }

    /**
     * Gives them back, the last first.
     *
     * @return whether all were held until now; what is lost, or released before, is none that is. Fails, when all have been tried, as the
     *     first that failed, and is gone on with as {@link HeldLock#releaseAsync()} says
     */
    CompletableFuture<Boolean> releaseAsync();

    /** {@link #release()}, silent about what is not held any more. */
    @Override
    default void close() {
        release();
    }
}
