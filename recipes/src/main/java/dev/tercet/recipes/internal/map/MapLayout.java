package dev.tercet.recipes.internal.map;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.error.UndecodableException;
import dev.tercet.recipes.map.Codec;
import dev.tercet.recipes.map.Index;
import dev.tercet.recipes.map.MapEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where a map has what.
 *
 * @param name the map's
 * @param prefix of the keys of entries
 * @param keys how keys are bytes
 * @param values how values are bytes
 * @param indexes what else is kept
 */
record MapLayout<K, V>(Bytes name, Bytes prefix, Codec<K> keys, Codec<V> values, List<IndexKeys<?, V>> indexes) {
    static <K, V> MapLayout<K, V> of(Bytes name, Codec<K> keys, Codec<V> values) {
        return new MapLayout<>(
                name,
                name.plus(Bytes.of("/")),
                Objects.requireNonNull(keys, "keys"),
                Objects.requireNonNull(values, "values"),
                List.of());
    }

    MapLayout<K, V> with(Index<?, V> index) {
        boolean known = indexes.stream().anyMatch(had -> had.index().name().equals(index.name()));
        if (known) {
            throw new IllegalArgumentException("the map has an index " + index.name() + " already");
        }
        List<IndexKeys<?, V>> more = new ArrayList<>(indexes);
        more.add(IndexKeys.of(name, index));
        return new MapLayout<>(name, prefix, keys, values, List.copyOf(more));
    }

    KeyRange range() {
        return KeyRange.prefix(prefix);
    }

    Bytes key(K key) {
        return prefix.plus(keys.encode(Objects.requireNonNull(key, "key")));
    }

    /** What comes after the prefix. */
    Bytes bare(Bytes key) {
        return key.from(prefix.length());
    }

    K keyOf(Bytes key) {
        try {
            return keys.decode(bare(key));
        } catch (RuntimeException e) {
            throw new UndecodableException(key, "an entry of map " + name, e);
        }
    }

    V valueOf(Bytes key, Bytes value) {
        try {
            return values.decode(value);
        } catch (RuntimeException e) {
            throw new UndecodableException(key, "a value of map " + name, e);
        }
    }

    MapEntry<K, V> entry(KeyValue kv) {
        return new MapEntry<>(keyOf(kv.key()), valueOf(kv.key(), kv.value()), kv.modRevision());
    }

    /** What all indexes have for an entry, by their keys. */
    Map<Bytes, Found> found(V value, Bytes key) {
        Map<Bytes, Found> all = new LinkedHashMap<>();
        for (IndexKeys<?, V> index : indexes) {
            index.entries(value, bare(key)).forEach((at, held) -> all.put(at, new Found(index.index(), held)));
        }
        return all;
    }

    /**
     * An entry of an index.
     *
     * @param index which
     * @param held what its key holds
     */
    record Found(Index<?, ?> index, Bytes held) {}
}
