package dev.tercet.v2.internal.lock;

import dev.tercet.error.EtcdException;

/** What a claim's machine is told. */
sealed interface Signal {
    /** Somebody wants it, and waits if need be or does not. */
    record Enter(boolean patient) implements Signal {}

    /** An entry that is in the queue already is to be ours. */
    record Attach(Entry entry, Seen seen) implements Signal {}

    /** The entry is put. */
    record Entered(Entry entry) implements Signal {}

    /** The queue was read. */
    record Looked(Seen seen) implements Signal {}

    /** The call under way failed. */
    record Failed(EtcdException why) implements Signal {}

    /** The entry before ours is gone. */
    record Woken() implements Signal {}

    /** Our own is gone. */
    record Removed() implements Signal {}

    /** The watch ended. */
    record Unwatched(EtcdException why) implements Signal {}

    /** The pause is over. */
    record Rested() implements Signal {}

    /** Our entry may be gone any moment: it could not be renewed. */
    record RanOut() implements Signal {}

    /** Nobody wants it any more. */
    record Leave() implements Signal {}

    /** It was won, and is kept by who knows its key. */
    record Detach() implements Signal {}

    /** Our entry is not in the queue any more. */
    record Deleted() implements Signal {}

    /** The client is being closed. */
    record Closed(EtcdException why) implements Signal {}

    /** Nothing is to be waited for any more: it is over, whatever is left in the queue. */
    record CutShort() implements Signal {}
}
