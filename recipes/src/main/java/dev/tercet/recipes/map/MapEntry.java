package dev.tercet.recipes.map;

/**
 * An entry as it was stored at some revision.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param key the key
 * @param value the value
 * @param revision of its last put
 * @since 0.1
 */
public record MapEntry<K, V>(K key, V value, long revision) {}
