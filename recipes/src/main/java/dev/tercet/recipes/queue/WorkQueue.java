package dev.tercet.recipes.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Work to be done at least once: what is submitted here is claimed by a {@link Worker}, and is in the queue until a worker has
 * completed it.
 *
 * <pre>{@code
 * WorkQueue queue = recipes.workQueue("thumbnails");
 * queue.submit("cat.jpg");
 * try (Session session = recipes.openSession(Duration.ofSeconds(10))) {
 *     WorkItem item = session.worker("thumbnails", 5).take();
 *     item.complete();
 * }
 * }</pre>
 *
 * <p><b>Guarantee.</b> Each item is submitted once, lost replies included, and is claimed again and again until it is completed or its
 * attempts are used up, upon which it is a {@linkplain #deadLetters dead letter}; nothing else takes it away. While a claim stands nobody else has the
 * item. About in the order of submission: an item that comes back is early again, and workers overtake each other.
 *
 * <p><b>Cost.</b> Submitting costs as a put to a {@link FifoQueue} does.
 *
 * <p><b>Lost sessions.</b> Submitting needs none; see {@link Worker}. <b>Keys.</b> {@code <name>/item/<revision>.<index>} are items,
 * claimed or not, {@code <name>/item/-…} requeued ones; an item's version tells how often it was claimed, and {@code <name>/item/-…-<n>}, which it becomes when a claim is
 * undone, how often before that; {@code <name>/claim/…} on the worker's lease are claims, of the same names; {@code
 * <name>/dead/…} are dead letters; {@code <name>/tail}, {@code <name>/taken} and {@code <name>/fence/<id>} as for {@link FifoQueue}.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface WorkQueue {
    /** {@link #submitAsync(Bytes)}, waiting for it. */
    default String submit(Bytes item) {
        return Await.on("submit", submitAsync(item));
    }

    /** {@link #submitAsync(String)}, waiting for it. */
    default String submit(String item) {
        return Await.on("submit", submitAsync(item));
    }

    /** Submits a text, in UTF-8. */
    default CompletableFuture<String> submitAsync(String item) {
        return submitAsync(Bytes.of(item));
    }

    /**
     * Submits an item.
     *
     * @return its id. Fails as a put to a {@link FifoQueue} does. Cancelled, it is not sent, or taken back if nobody
     *     has ever claimed it, which is tried until a server answers: what is claimed stays, and was submitted
     */
    CompletableFuture<String> submitAsync(Bytes item);

    /** {@link #submitAllAsync}, waiting for it. */
    default List<String> submitAll(List<Bytes> items) {
        return Await.on("submit all", submitAllAsync(items));
    }

    /**
     * Submits several items in one revision: all or none.
     *
     * @param items at most a hundred; none is nothing
     * @return their ids, in this order. Cancelled, all are taken back or, if one of them was claimed, none
     * @throws IllegalArgumentException if there are more
     */
    CompletableFuture<List<String>> submitAllAsync(List<Bytes> items);

    /** {@link #sizeAsync}, waiting for it. */
    default long size() {
        return Await.on("size", sizeAsync());
    }

    /** How many items are yet to be completed, those that are claimed included, dead letters not. */
    CompletableFuture<Long> sizeAsync();

    /** {@link #claimedAsync}, waiting for it. */
    default long claimed() {
        return Await.on("claimed", claimedAsync());
    }

    /** How many items are claimed. */
    CompletableFuture<Long> claimedAsync();

    /** {@link #deadLettersAsync}, waiting for it. */
    default List<DeadLetter> deadLetters(int atMost) {
        return Await.on("dead letters", deadLettersAsync(atMost));
    }

    /**
     * Items whose attempts are used up, or that were buried.
     *
     * @param atMost at least 1
     */
    CompletableFuture<List<DeadLetter>> deadLettersAsync(int atMost);

    /** {@link #requeueAsync}, waiting for it. */
    default boolean requeue(String id) {
        return Await.on("requeue", requeueAsync(id));
    }

    /**
     * Makes a dead letter an item again, at the head and with all its attempts.
     *
     * @param id {@link DeadLetter#id()}
     * @return false if there is no such dead letter, which is no error
     */
    CompletableFuture<Boolean> requeueAsync(String id);

    /** {@link #removeAsync}, waiting for it. */
    default boolean remove(String id) {
        return Await.on("remove", removeAsync(id));
    }

    /** Deletes a dead letter; false if there is no such. If the reply is lost the outcome is UNKNOWN. */
    CompletableFuture<Boolean> removeAsync(String id);
}
