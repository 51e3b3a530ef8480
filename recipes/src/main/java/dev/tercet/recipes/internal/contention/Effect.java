package dev.tercet.recipes.internal.contention;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import java.util.List;

/** What a {@link ContentionMachine} wants done. A call, a watch or a pause takes the place of the one before it. */
sealed interface Effect {
    /** Send the transaction that puts our key. */
    record SendEnter(boolean onlyIfFree) implements Effect {}

    /** Send the one that reads what is in the way of a key made at this revision. */
    record SendLook(long mine) implements Effect {}

    /** Send the read of a key on our lease, whichever revision made it. */
    record SendFind() implements Effect {}

    /** Send the delete of the key made at this revision. */
    record SendDelete(long mine, boolean again) implements Effect {}

    /**
     * Watch for the deletion of any of these, and of our own, from now on. Not from the revision that was seen: when that is not the
     * store's last any more, a server may take a tenth of a second to catch up, and another look takes a round trip.
     */
    record Watch(List<Bytes> keys) implements Effect {}

    /** Nothing is to be watched any more. */
    record Unwatch() implements Effect {}

    /** Stop whatever is under way: the call, whose answer no longer matters, the watch and the pause. */
    record Stop() implements Effect {}

    /** Rest a moment, the longer the more often it was in vain. */
    record Rest(int times) implements Effect {}

    /** It is our turn. */
    record Won(Seen seen) implements Effect {}

    /** It is not our turn yet: nothing for who does not wait. */
    record Blocked() implements Effect {}

    /** It is tried again, which is nothing for who does not wait. */
    record Setback(EtcdException why) implements Effect {}

    /** It is not our turn, or no longer. */
    record Lost(EtcdException why) implements Effect {}

    /** Whoever leaves need not wait: it is not certain yet, and is gone on with. */
    record Doubted(EtcdException why) implements Effect {}

    /** Our key is gone: whoever left need not wait for what may follow. */
    record Left(boolean wasOurs) implements Effect {}

    /** The end: no more is to be done. No key of ours is there, unless it is left to the lease. */
    record Gone() implements Effect {}
}
