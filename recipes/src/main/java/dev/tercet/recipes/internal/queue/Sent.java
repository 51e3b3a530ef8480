package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.TxnResult;

/** What became of a transaction that is done at most once. */
sealed interface Sent {
    /** The server answered. */
    record Answered(TxnResult result) implements Sent {}

    /** The reply was lost; it was applied, in this revision, and left this mark. */
    record Unseen(long revision, Bytes mark) implements Sent {}

    /** It, or its reply, was lost, and it was not applied and never will be. */
    record Never() implements Sent {}
}
