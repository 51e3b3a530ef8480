package dev.tercet.recipes.map;

import dev.tercet.recipes.error.UndecodableException;

/**
 * An entry changed.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @since 0.1
 */
public sealed interface MapEvent<K, V> {
    /** When. */
    long revision();

    /**
     * It was put.
     *
     * @param key the key
     * @param value the new value
     * @param revision of the put
     * @param isNew whether there was none before
     */
    record Stored<K, V>(K key, V value, long revision, boolean isNew) implements MapEvent<K, V> {}

    /**
     * It was removed.
     *
     * @param key the key
     * @param revision of the removal
     */
    record Removed<K, V>(K key, long revision) implements MapEvent<K, V> {}

    /**
     * Something changed under the map's name that is none of its entries; the watch goes on.
     *
     * @param why with the key
     * @param revision of the change
     */
    record Undecodable<K, V>(UndecodableException why, long revision) implements MapEvent<K, V> {}
}
