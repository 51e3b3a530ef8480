package dev.tercet.recipes.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.recipes.internal.flow.Await;
import java.util.concurrent.CompletableFuture;

/**
 * A piece of work that is claimed: to be completed, released or buried, once. Doing any of them a second time does nothing and
 * answers false.
 *
 * @since 0.1
 */
public interface WorkItem {
    /** Names it within its queue, from its submission on. */
    String id();

    /** What was submitted. */
    Bytes value();

    /** What was submitted, as text in UTF-8. */
    default String text() {
        return value().utf8();
    }

    /** Which attempt this is, beginning with 1; one that a dead worker made counts, and one that was released, not one whose taker was cancelled. */
    long attempt();

    /** Holds as long as the claim stands: for transactions of one's own. */
    Compare isOwner();

    /** {@link #completeAsync}, waiting for it. */
    default boolean complete() {
        return Await.on("complete", completeAsync());
    }

    /**
     * It is done: deletes item and claim in one transaction.
     *
     * @return false, and nothing happened, if the claim does not stand any more: the item is or was somebody else's. If the reply is
     *     lost it is sent again, and an item that is gone then is taken for completed
     */
    CompletableFuture<Boolean> completeAsync();

    /** {@link #releaseAsync}, waiting for it. */
    default boolean release() {
        return Await.on("release", releaseAsync());
    }

    /**
     * Gives it back, to be tried again by whoever comes first; or to the dead letters if this was the last attempt.
     *
     * @return false, and nothing happened, if the claim does not stand any more. If the reply is lost it is sent again, and a claim
     *     that is gone then was released if the session's lease lives; only if that went as well, and another has the item since,
     *     is it false though it may have been released
     */
    CompletableFuture<Boolean> releaseAsync();

    /** {@link #buryAsync}, waiting for it. */
    default boolean bury() {
        return Await.on("bury", buryAsync());
    }

    /**
     * It cannot be done: makes it a dead letter now, whatever attempts are left.
     *
     * @return false, and nothing happened, if the claim does not stand any more
     */
    CompletableFuture<Boolean> buryAsync();
}
