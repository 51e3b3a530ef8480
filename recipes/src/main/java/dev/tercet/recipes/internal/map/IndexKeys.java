package dev.tercet.recipes.internal.map;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.error.UndecodableException;
import dev.tercet.recipes.map.Codec;
import dev.tercet.recipes.map.Index;
import dev.tercet.recipes.map.Pair;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys of an index of a map.
 *
 * @param index what is found by
 * @param prefix of all its keys
 * @param codec of what follows the prefix: a value, and then the key of the entry unless the index is unique
 */
record IndexKeys<I, V>(Index<I, V> index, Bytes prefix, Codec<Pair<I, Bytes>> codec) {
    static <I, V> IndexKeys<I, V> of(Bytes map, Index<I, V> index) {
        return new IndexKeys<>(
                index, map.plus(Bytes.of("." + index.name() + "/")), Codec.pair(index.codec(), Codec.bytes()));
    }

    KeyRange range() {
        return KeyRange.prefix(prefix);
    }

    /** With what the keys for this value begin, and no others; the key itself if the index is unique. */
    Bytes head(I value) {
        return prefix.plus(codec.encode(Pair.of(value, Bytes.EMPTY)));
    }

    /** What the index has for an entry: keys, and what they hold. */
    Map<Bytes, Bytes> entries(V value, Bytes key) {
        Map<Bytes, Bytes> entries = new LinkedHashMap<>();
        for (I found : index.valuesOf(value)) {
            Bytes head = head(found);
            if (index.isUnique()) {
                entries.put(head, key);
            } else {
                entries.put(head.plus(key), Bytes.EMPTY);
            }
        }
        return entries;
    }

    /** The key of the entry that a key of the index stands for. */
    Bytes keyOf(KeyValue entry) {
        return index.isUnique() ? entry.value() : suffix(entry.key());
    }

    private Bytes suffix(Bytes key) {
        try {
            return codec.decode(key.from(prefix.length())).second();
        } catch (RuntimeException e) {
            throw new UndecodableException(key, "an entry of index " + index.name(), e);
        }
    }
}
