package dev.tercet.recipes.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be read of a cache, or of a snapshot of one: from memory, by any number of threads, without a lock and without a call.
 *
 * @since 0.1
 */
public interface CacheContent extends Iterable<KeyValue> {
    /**
     * The key as it was at {@link #revision()}, or empty if there was none.
     *
     * @throws IllegalArgumentException if the key is not in the range that is cached
     */
    Optional<KeyValue> get(Bytes key);

    /** {@link #get(Bytes)} of a key in UTF-8. */
    default Optional<KeyValue> get(String key) {
        return get(Bytes.of(key));
    }

    /** The key's value as text in UTF-8, or empty if there was no such key. */
    default Optional<String> getString(String key) {
        return get(key).map(KeyValue::valueText);
    }

    /** Whether there was such a key. */
    default boolean containsKey(Bytes key) {
        return get(key).isPresent();
    }

    /** Whether there was such a key, in UTF-8. */
    default boolean containsKey(String key) {
        return containsKey(Bytes.of(key));
    }

    /**
     * The keys of a range, in key order and all of one revision, whenever they are iterated over.
     *
     * @param range what of it lies outside of the range that is cached is left out
     */
    Iterable<KeyValue> range(KeyRange range);

    /** The keys that begin with {@code prefix}, in key order and all of one revision. */
    default Iterable<KeyValue> prefix(Bytes prefix) {
        return range(KeyRange.prefix(prefix));
    }

    /** The keys that begin with {@code prefix}, in UTF-8. */
    default Iterable<KeyValue> prefix(String prefix) {
        return range(KeyRange.prefix(prefix));
    }

    /** All keys, in key order and all of one revision. */
    @Override
    Iterator<KeyValue> iterator();

    /** All keys as a stream, in key order and all of one revision. Nothing needs closing. */
    Stream<KeyValue> stream();

    /** The revision that this is the content of: what was changed up to it is in, and nothing that came after. */
    long revision();

    /** How many keys. */
    int size();

    /**
     * The memory that the keys take: their bytes and those of their values, and {@value #ENTRY_OVERHEAD} for each entry, which is
     * what the objects around them come to on a JVM with compressed pointers.
     */
    long bytes();

    /** What each key costs in memory beyond its bytes and those of its value. */
    int ENTRY_OVERHEAD = 144;
}
