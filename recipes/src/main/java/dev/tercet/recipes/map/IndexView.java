package dev.tercet.recipes.map;

import dev.tercet.recipes.internal.flow.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A map by one of its indexes. Answers are of one revision; two round trips each, and another for each further hundred entries.
 *
 * @param <I> what is found by
 * @param <K> type of keys
 * @param <V> type of values
 * @since 0.1
 */
public interface IndexView<I, K, V> {
    /** {@link #findAsync}, waiting for it. */
    default List<MapEntry<K, V>> find(I value) {
        return Await.on("find by index", findAsync(value));
    }

    /** The entries found by this value, in the order of their keys; at most one if the index is unique. */
    CompletableFuture<List<MapEntry<K, V>>> findAsync(I value);

    /** {@link #rangeAsync}, waiting for it. */
    default List<MapEntry<K, V>> range(I from, I to, int limit) {
        return Await.on("range of index", rangeAsync(from, to, limit));
    }

    /**
     * The entries found by values from {@code from} up to but not including {@code to}, in the order of these values.
     *
     * @param limit at most so many
     * @throws IllegalArgumentException if {@code limit} is less than 1, or {@code to} is not after {@code from}
     */
    CompletableFuture<List<MapEntry<K, V>>> rangeAsync(I from, I to, int limit);

    /** {@link #verifyAsync}, waiting for it. */
    default IndexReport verify() {
        return Await.on("verify index", verifyAsync());
    }

    /** Compares the whole index with the whole map, as both are at one revision. Changes nothing. */
    CompletableFuture<IndexReport> verifyAsync();

    /** {@link #rebuildAsync}, waiting for it. */
    default IndexReport rebuild() {
        return Await.on("rebuild index", rebuildAsync());
    }

    /**
     * Makes the index what it should be: after it was given to a map that has entries, after its function was changed, or after somebody changed
     * the map without it. The map may be used meanwhile by those who know the index. Each repair is a transaction of its own.
     *
     * @return what was found and repaired; fails with {@code UniqueIndexException} if two entries have one value
     */
    CompletableFuture<IndexReport> rebuildAsync();
}
