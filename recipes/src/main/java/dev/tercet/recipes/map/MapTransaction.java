package dev.tercet.recipes.map;

import dev.tercet.recipes.internal.flow.Await;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A map inside a transaction: what it does is done with the transaction's commit, indexes included. Other maps, and other keys, may
 * be in the same transaction.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @since 0.1
 */
public interface MapTransaction<K, V> {
    /** {@link #getAsync}, waiting for it. */
    default Optional<V> get(K key) {
        return Await.on("get from map in transaction", getAsync(key));
    }

    /** The value, as this transaction has put it or as it is stored. */
    CompletableFuture<Optional<V>> getAsync(K key);

    /** {@link #putAsync}, waiting for it. */
    default void put(K key, V value) {
        Await.on("put to map in transaction", putAsync(key, value));
    }

    /**
     * Puts an entry, new or not. With indexes it reads the entry as it was, to take what it was found by before out of them.
     *
     * @return fails with {@code UniqueIndexException} if another entry has its value in a unique index
     */
    CompletableFuture<@Nullable Void> putAsync(K key, V value);

    /** {@link #removeAsync}, waiting for it. */
    default Optional<V> remove(K key) {
        return Await.on("remove from map in transaction", removeAsync(key));
    }

    /** Removes an entry; the answer is what it was, empty if there was none. */
    CompletableFuture<Optional<V>> removeAsync(K key);
}
