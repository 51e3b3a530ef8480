package dev.tercet.recipes.internal.contention;

import dev.tercet.error.EtcdException;
import org.jspecify.annotations.Nullable;

/** What a {@link ContentionMachine} is told. */
sealed interface Signal {
    /** Go for it: and wait, or only if it is our turn at once. */
    record Enter(boolean patient) implements Signal {}

    /** The transaction that enters or looks has been answered. */
    record Answered(Seen seen) implements Signal {}

    /** It has been answered, and we may not be there in this company. */
    record Objected(EtcdException why, Seen seen) implements Signal {}

    /**
     * The call under way failed.
     *
     * @param maybeApplied whether it may have been applied nevertheless
     * @param transitory whether it may work later
     */
    record Failed(EtcdException why, boolean maybeApplied, boolean transitory) implements Signal {}

    /** The server has the watch, which tells what happens from this revision on. */
    record Watching(long revision) implements Signal {}

    /** One of the watched keys is gone. */
    record Woken() implements Signal {}

    /**
     * The watch is over.
     *
     * @param why what ended it and would end another, or null
     */
    record Unwatched(@Nullable EtcdException why) implements Signal {}

    /** The pause is over. */
    record Rested() implements Signal {}

    /** Somebody wants to know of it if our key is deleted while it is our turn. */
    record Guard() implements Signal {}

    /** Nobody wants it any longer. */
    record Leave() implements Signal {}

    /** The read of our key has been answered: the revision that made it, or 0 if there is none on our lease. */
    record Found(long mine) implements Signal {}

    /** The delete has been answered: whether there was something to delete. */
    record Deleted(boolean found) implements Signal {}

    /**
     * The ground is over.
     *
     * @param keysGone whether the lease is gone, and our key with it, or about to go
     */
    record Over(EtcdException why, boolean keysGone) implements Signal {}
}
