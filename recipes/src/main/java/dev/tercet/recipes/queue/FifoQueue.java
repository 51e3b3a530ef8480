package dev.tercet.recipes.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A queue that any number of programs put into and take from: first in, first out, each item to exactly one taker.
 *
 * <pre>{@code
 * FifoQueue queue = recipes.fifoQueue("mail/out");
 * queue.put("to ann");
 * String next = queue.take().utf8();
 * }</pre>
 *
 * <p><b>Guarantee.</b> Items come out in the order in which their puts were committed, whoever put them, by no clock but the
 * store's; those of one {@code putAll} come one behind the other. A lost reply neither doubles an item nor loses one: the client
 * finds out whether it had put it, or which items it had taken, and says {@code UNKNOWN} only if the store cannot be reached, or the
 * history of that moment is compacted, before it knows. What is taken is out of the queue: a program that dies with an item in its hand loses it, for which there is {@link WorkQueue}. An item
 * that comes for a taker that no longer waits is given to the next one of this object or, if there is none, put back to the head; what
 * others take meanwhile overtakes it. Where no server answers, that is tried until one does; only if the client is closed before, or the
 * server refuses it for good, or the history that tells whether it was put back is compacted, that is logged as an error.
 *
 * <p><b>Cost.</b> A put is one round trip, two if another program put something since this one last did; calls made while one is under
 * way are sent together in one transaction, up to a hundred items. A take is one round trip while more is known to be there, and
 * two after a pause; what waits at the same time is taken together. The head is read in pages of keys alone, never the whole queue. A wait costs one watch for each object, however many wait on it, and each item that comes to an
 * empty queue wakes every program that waits. One object is best shared by all threads of a program.
 *
 * <p><b>Lost sessions.</b> It has none. <b>Keys.</b> {@code <name>/item/<revision>.<index>} are items, where the revision is a recent
 * one as their putter knew it, and {@code <name>/item/-…} those put back; {@code <name>/tail} holds the greatest number so far,
 * {@code <name>/taken} who took last; {@code <name>/fence/<id>} stands for five minutes behind a call whose reply was lost.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface FifoQueue {
    /** {@link #putAsync(Bytes)}, waiting for it. */
    default void put(Bytes item) {
        Await.on("put", putAsync(item));
    }

    /** {@link #putAsync(String)}, waiting for it. */
    default void put(String item) {
        Await.on("put", putAsync(item));
    }

    /** Puts a text, in UTF-8, to the end. */
    default CompletableFuture<Void> putAsync(String item) {
        return putAsync(Bytes.of(item));
    }

    /**
     * Puts an item to the end.
     *
     * @return when it is there. Fails as a transaction does, with code {@code TIMEOUT} and outcome {@code NOT_APPLIED} also if others
     *     were faster for as long as the client's timeout. Cancelled, it is not sent, or taken back if nobody has it yet, which is tried until
     *     a server answers
     */
    CompletableFuture<Void> putAsync(Bytes item);

    /** {@link #putAllAsync}, waiting for it. */
    default void putAll(List<Bytes> items) {
        Await.on("put all", putAllAsync(items));
    }

    /**
     * Puts several items to the end, in this order and in one revision: all or none.
     *
     * @param items at most a hundred; none is nothing
     * @return as {@link #putAsync(Bytes)}; cancelled, all are taken back or, if somebody has one of them, none
     * @throws IllegalArgumentException if there are more
     */
    CompletableFuture<Void> putAllAsync(List<Bytes> items);

    /** {@link #takeAsync}, waiting for it. */
    default Bytes take() {
        return Await.on("take", takeAsync());
    }

    /**
     * Takes the first item, and waits until there is one.
     *
     * @return fails if the store cannot be reached, or this client may not read; what waits for an item to come outlives broken
     *     connections and compaction
     */
    CompletableFuture<Bytes> takeAsync();

    /** {@link #pollAsync()}, waiting for it. */
    default Optional<Bytes> poll() {
        return Await.on("poll", pollAsync());
    }

    /** Takes the first item; empty if there is none. */
    CompletableFuture<Optional<Bytes>> pollAsync();

    /** {@link #pollAsync(Duration)}, waiting for it. */
    default Optional<Bytes> poll(Duration atMost) {
        return Await.on("poll", pollAsync(atMost));
    }

    /**
     * Takes the first item, waiting for one for a while; empty if none came.
     *
     * @throws IllegalArgumentException if zero or negative: {@link #pollAsync()} does not wait
     */
    CompletableFuture<Optional<Bytes>> pollAsync(Duration atMost);

    /** {@link #peekAsync}, waiting for it. */
    default Optional<Bytes> peek() {
        return Await.on("peek", peekAsync());
    }

    /** The first item, which stays where it is; empty if there is none. */
    CompletableFuture<Optional<Bytes>> peekAsync();

    /** {@link #sizeAsync}, waiting for it. */
    default long size() {
        return Await.on("size", sizeAsync());
    }

    /** How many items there are. The server counts them one by one. */
    CompletableFuture<Long> sizeAsync();

    /** {@link #clearAsync}, waiting for it. */
    default long clear() {
        return Await.on("clear", clearAsync());
    }

    /** Deletes all items, in one revision, and tells how many there were. If the reply is lost the outcome is UNKNOWN. */
    CompletableFuture<Long> clearAsync();
}
