package dev.tercet.recipes.map;

import dev.tercet.recipes.internal.flow.Await;
import dev.tercet.recipes.stm.Stm;
import dev.tercet.recipes.stm.StmTransaction;
import dev.tercet.watch.Watch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map of one's own types, with indexes that are kept in the same transaction as the entries. Immutable as an object: {@code
 * withIndex} answers another.
 *
 * <p><b>Guarantee.</b> Every change is one revision, in which the entry and all that it is found by change together, as long as all who
 * change the map know its indexes. Reads are linearizable. Changes are transactions of an {@link Stm}: what it says about conflicts,
 * deadlines and lost replies holds here, and {@link #withStm} gives one that is set up otherwise. <b>Cost.</b> {@code get}, {@code
 * containsKey}, {@code count}, {@code clear}: one round trip. {@code put} without indexes one; all other changes two, and more after conflicts. A change takes of the
 * server's 128 operations one for the entry and up to two for each value of an index. <b>Session.</b> None.
 * <b>Keys.</b> {@code <name>/<key>} holds a value; {@code <name>.<index>/<value>} with the key as value is an entry of a unique index, {@code
 * <name>.<index>/<value><key>} without a value one of another. A value there has its zero bytes escaped and ends with 0x00 0x01.
 *
 * <p>What is stored and cannot be decoded fails with {@code UndecodableException}, which names the key. Safe for use by several
 * threads.
 *
 * @param <K> type of keys, which are never null
 * @param <V> type of values, which are never null
 * @since 0.1
 */
public interface TypedMap<K, V> {
    /**
     * The same map with another index. All who change the map must have it from then on; over entries that are there, {@link
     * IndexView#rebuild} it.
     *
     * @throws IllegalArgumentException if it has one of that name
     */
    TypedMap<K, V> withIndex(Index<?, V> index);

    /** The same map with its changes made by this. */
    TypedMap<K, V> withStm(Stm stm);

    /** The map inside a transaction of the same client. */
    MapTransaction<K, V> in(StmTransaction tx);

    /** {@link #getAsync}, waiting for it. */
    default Optional<V> get(K key) {
        return Await.on("get from map", getAsync(key));
    }

    /** The value of a key. */
    CompletableFuture<Optional<V>> getAsync(K key);

    /** {@link #containsKeyAsync}, waiting for it. */
    default boolean containsKey(K key) {
        return Await.on("look for key in map", containsKeyAsync(key));
    }

    /** Whether there is such an entry; its value is not read. */
    CompletableFuture<Boolean> containsKeyAsync(K key);

    /** {@link #putAsync}, waiting for it. */
    default void put(K key, V value) {
        Await.on("put to map", putAsync(key, value));
    }

    /** Puts an entry, new or not; fails with {@code UniqueIndexException} if another has its value in a unique index. */
    CompletableFuture<@Nullable Void> putAsync(K key, V value);

    /** {@link #putIfAbsentAsync}, waiting for it. */
    default Optional<V> putIfAbsent(K key, V value) {
        return Await.on("put to map if absent", putIfAbsentAsync(key, value));
    }

    /** Puts an entry if there is none; the answer is the value that is there already, empty if this one was put. */
    CompletableFuture<Optional<V>> putIfAbsentAsync(K key, V value);

    /** {@link #replaceAsync}, waiting for it. */
    default boolean replace(K key, V expected, V value) {
        return Await.on("replace in map", replaceAsync(key, expected, value));
    }

    /** Puts a value in the place of one that equals {@code expected}; the answer is whether it was there. */
    CompletableFuture<Boolean> replaceAsync(K key, V expected, V value);

    /** {@link #updateAsync}, waiting for it. */
    default Optional<V> update(K key, UnaryOperator<Optional<V>> change) {
        return Await.on("update map", updateAsync(key, change));
    }

    /**
     * Changes an entry by a function of what it is.
     *
     * @param change empty to empty does nothing, to empty removes; runs any number of times, on the callback executor
     * @return what it is then
     */
    CompletableFuture<Optional<V>> updateAsync(K key, UnaryOperator<Optional<V>> change);

    /** {@link #removeAsync}, waiting for it. */
    default Optional<V> remove(K key) {
        return Await.on("remove from map", removeAsync(key));
    }

    /** Removes an entry; the answer is what it was, empty if there was none. */
    CompletableFuture<Optional<V>> removeAsync(K key);

    /** {@link #countAsync}, waiting for it. */
    default long count() {
        return Await.on("count map", countAsync());
    }

    /** How many entries there are; none is read. */
    CompletableFuture<Long> countAsync();

    /** {@link #clearAsync}, waiting for it. */
    default long clear() {
        return Await.on("clear map", clearAsync());
    }

    /** Removes all entries, and all that is in its indexes, in one revision; the answer is how many there were. */
    CompletableFuture<Long> clearAsync();

    /** All entries. */
    MapScan<K, V> all();

    /**
     * The entries from a key up to but not including another.
     *
     * @throws IllegalArgumentException if {@code to} is not after {@code from}, as bytes
     */
    MapScan<K, V> select(K from, K to);

    /** The entries from a key on. */
    MapScan<K, V> selectFrom(K from);

    /** The entries whose keys begin with the bytes of this one: for text, its prefix. */
    MapScan<K, V> selectPrefix(K prefix);

    /** {@link #watch(long, Consumer)} from now on. */
    default Watch watch(Consumer<? super MapEvent<K, V>> listener) {
        return watch(0, listener);
    }

    /**
     * Watches the entries and returns at once. A listener that throws ends it, as {@link Watch#ended()} then tells.
     *
     * @param fromRevision the first revision whose changes are told; 0 is "from now on"
     * @param listener gets every change, in order and one at a time, on the client's callback executor
     * @return the watch; close it
     */
    Watch watch(long fromRevision, Consumer<? super MapEvent<K, V>> listener);

    /**
     * The map by one of its indexes.
     *
     * @throws IllegalArgumentException if it is not one of its own
     */
    <I> IndexView<I, K, V> by(Index<I, V> index);
}
