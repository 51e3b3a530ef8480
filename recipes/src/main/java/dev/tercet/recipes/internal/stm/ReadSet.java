package dev.tercet.recipes.internal.stm;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.stm.Isolation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a transaction has read, and how it reads on. Guarded by itself: its methods are short and call nobody. */
final class ReadSet {
    private final boolean snapshot;
    private final Map<Bytes, Optional<KeyValue>> seen = new LinkedHashMap<>();
    private final Map<Bytes, Optional<KeyValue>> ahead;
    private long base;
    private long oldest = Long.MAX_VALUE;

    /** Begins with what a refused commit has brought. */
    ReadSet(Isolation level, Prefetch prefetch) {
        this.snapshot = level == Isolation.SERIALIZABLE_SNAPSHOT || level == Isolation.SERIALIZABLE;
        this.ahead = new HashMap<>(prefetch.kvs());
        this.base = snapshot ? prefetch.revision() : 0;
    }

    /** Whether all reads are to be of one revision that is not known yet. */
    synchronized boolean wantsBase() {
        return snapshot && base == 0;
    }

    /** Which of these are still to be read. */
    synchronized List<Bytes> missing(Collection<Bytes> keys) {
        List<Bytes> missing = new ArrayList<>();
        for (Bytes key : keys) {
            Optional<KeyValue> known = ahead.remove(key);
            if (known != null) {
                keep(key, known, base);
            } else if (!seen.containsKey(key)) {
                missing.add(key);
            }
        }
        return missing;
    }

    /** How to read them. */
    synchronized List<Get> gets(List<Bytes> keys, boolean local) {
        return keys.stream().map(key -> get(key, local)).toList();
    }

    private Get get(Bytes key, boolean local) {
        if (wantsBase()) {
            return Get.of(key);
        }
        Get get = Get.of(key).atRevision(base);
        return local ? get.serializable() : get;
    }

    /** Stores what was read at a revision of the store. */
    synchronized void store(List<Bytes> keys, List<Optional<KeyValue>> found, long revision) {
        if (wantsBase()) {
            base = revision;
        }
        for (int i = 0; i < keys.size(); i++) {
            keep(keys.get(i), found.get(i), snapshot ? base : revision);
        }
    }

    private void keep(Bytes key, Optional<KeyValue> found, long revision) {
        if (seen.putIfAbsent(key, found) == null) {
            oldest = Math.min(oldest, revision);
        }
    }

    synchronized Optional<KeyValue> at(Bytes key) {
        return seen.getOrDefault(key, Optional.empty());
    }

    synchronized boolean has(Bytes key) {
        return seen.containsKey(key);
    }

    synchronized boolean isEmpty() {
        return seen.isEmpty();
    }

    synchronized List<Bytes> keys() {
        return List.copyOf(seen.keySet());
    }

    /** A revision at which everything that was read was as it was read, or which came before. */
    synchronized long oldest() {
        return oldest;
    }

    /** Holds while nothing that was read has changed. */
    synchronized List<Compare> unchanged() {
        List<Compare> compares = new ArrayList<>();
        seen.forEach((key, kv) -> compares.add(
                Compare.modRevision(key).equalTo(kv.map(KeyValue::modRevision).orElse(0L))));
        return compares;
    }
}
