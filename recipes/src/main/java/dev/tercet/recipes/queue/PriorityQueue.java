package dev.tercet.recipes.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A queue whose most urgent item comes first: by priority, the lowest number first, and in the order of their puts among equals. Each
 * item goes to exactly one taker.
 *
 * <pre>{@code
 * PriorityQueue queue = recipes.priorityQueue("alarms");
 * queue.put(9, "disk at 80 %");
 * queue.put(1, "disk full");
 * String worst = queue.take().utf8();
 * }</pre>
 *
 * <p><b>Guarantee.</b> What is taken is the first item of the queue at the moment when it is taken: one that was put before is not
 * overlooked. Beyond that it promises what {@link FifoQueue} does, lost replies included; an item that is put back goes to its old place.
 *
 * <p><b>Cost.</b> As that of {@link FifoQueue}; a take is tried again, one more round trip, if a more urgent item came since the head
 * was read. The server passes over the items that were taken before, until their revisions are compacted, with each take: compact
 * automatically, as one should.
 *
 * <p><b>Lost sessions.</b> It has none. <b>Keys.</b> {@code <name>/item/<priority>/<revision>.<index>} with the priority in eight
 * hexadecimal digits, raised by 2^31 so that negative ones sort first; {@code <name>/tail}, {@code <name>/taken} and {@code
 * <name>/fence/<id>} as there.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface PriorityQueue {
    /** {@link #putAsync(int, Bytes)}, waiting for it. */
    default void put(int priority, Bytes item) {
        Await.on("put", putAsync(priority, item));
    }

    /** {@link #putAsync(int, String)}, waiting for it. */
    default void put(int priority, String item) {
        Await.on("put", putAsync(priority, item));
    }

    /** Puts a text, in UTF-8. */
    default CompletableFuture<Void> putAsync(int priority, String item) {
        return putAsync(priority, Bytes.of(item));
    }

    /**
     * Puts an item behind those of its priority.
     *
     * @param priority any number; the lowest is the most urgent
     * @return when it is there. Fails as a transaction does, with code {@code TIMEOUT} and outcome {@code NOT_APPLIED} also if others
     *     were faster for as long as the client's timeout. Cancelled, it is not sent, or taken back if nobody has it yet, which is tried until
     *     a server answers
     */
    CompletableFuture<Void> putAsync(int priority, Bytes item);

    /** {@link #putAllAsync}, waiting for it. */
    default void putAll(int priority, List<Bytes> items) {
        Await.on("put all", putAllAsync(priority, items));
    }

    /**
     * Puts several items of one priority, in this order and in one revision: all or none.
     *
     * @param priority of all of them
     * @param items at most a hundred; none is nothing
     * @return as {@link #putAsync(int, Bytes)}
     * @throws IllegalArgumentException if there are more
     */
    CompletableFuture<Void> putAllAsync(int priority, List<Bytes> items);

    /** {@link #takeAsync}, waiting for it. */
    default Bytes take() {
        return Await.on("take", takeAsync());
    }

    /**
     * Takes the most urgent item, and waits until there is one.
     *
     * @return fails if the store cannot be reached, or this client may not read; what waits for an item to come outlives broken
     *     connections and compaction
     */
    CompletableFuture<Bytes> takeAsync();

    /** {@link #pollAsync()}, waiting for it. */
    default Optional<Bytes> poll() {
        return Await.on("poll", pollAsync());
    }

    /** Takes the most urgent item; empty if there is none. */
    CompletableFuture<Optional<Bytes>> pollAsync();

    /** {@link #pollAsync(Duration)}, waiting for it. */
    default Optional<Bytes> poll(Duration atMost) {
        return Await.on("poll", pollAsync(atMost));
    }

    /**
     * Takes the most urgent item, waiting for one for a while; empty if none came.
     *
     * @throws IllegalArgumentException if zero or negative: {@link #pollAsync()} does not wait
     */
    CompletableFuture<Optional<Bytes>> pollAsync(Duration atMost);

    /** {@link #peekAsync}, waiting for it. */
    default Optional<Bytes> peek() {
        return Await.on("peek", peekAsync());
    }

    /** The most urgent item, which stays where it is; empty if there is none. */
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
