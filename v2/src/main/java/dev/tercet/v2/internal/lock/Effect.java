package dev.tercet.v2.internal.lock;

import dev.tercet.error.EtcdException;

/** What a claim's machine wants done. */
sealed interface Effect {
    /** Put the entry. */
    record SendEnter() implements Effect {}

    /** Read the queue. */
    record SendLook() implements Effect {}

    /** Delete the entry; signal its end. */
    record SendDelete(String key) implements Effect {}

    /** Delete a second entry of ours, and forget about it. */
    record DeleteStray(String key) implements Effect {}

    /** This is our entry: keep it alive, and renew it at once unless it was put just now. */
    record Mine(Entry entry, boolean fresh) implements Effect {}

    /** Watch an entry for its end, from this index on. */
    record Watch(String key, long from, boolean own) implements Effect {}

    /** Pause: the longer the more there were before. */
    record Rest(int count) implements Effect {}

    /** It is ours. */
    record Won(Entry entry) implements Effect {}

    /** Somebody else has it. */
    record Blocked() implements Effect {}

    /** It is not ours, or not any more, for this reason. */
    record Lost(EtcdException why) implements Effect {}

    /** The same, since the entry is gone; or since it was not renewed in time, for what the clock here says. */
    record Expired(boolean byClock) implements Effect {}

    /** That the entry is gone is not certain yet. */
    record Doubted(EtcdException why) implements Effect {}

    /** End what is watched, read, kept alive and paused. */
    record Stop() implements Effect {}

    /** The end; {@code clean} if the entry is certainly not in the queue. */
    record Gone(boolean clean) implements Effect {}
}
