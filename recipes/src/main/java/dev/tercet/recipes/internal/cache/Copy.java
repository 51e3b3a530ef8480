package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheSnapshot;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a range was at a revision. */
record Copy(KeyRange cachedRange, Tree tree, long revision) implements CacheSnapshot {
    /** The same content, of a later revision. */
    Copy at(long later) {
        return new Copy(cachedRange, tree, later);
    }

    @Override
    public Optional<KeyValue> get(Bytes key) {
        KeyValue found = tree.get(key);
        if (found == null && !cachedRange.contains(key)) {
            throw new IllegalArgumentException("key " + key + " is not in what is cached: " + cachedRange);
        }
        return Optional.ofNullable(found);
    }

    @Override
    public Iterable<KeyValue> range(KeyRange range) {
        return () -> tree.iterator(range);
    }

    @Override
    public Iterator<KeyValue> iterator() {
        return tree.iterator(cachedRange);
    }

    @Override
    public Stream<KeyValue> stream() {
        int known = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliterator(iterator(), size(), known), false);
    }

    @Override
    public int size() {
        return tree.size();
    }

    @Override
    public long bytes() {
        return tree.bytes();
    }

    @Override
    public String toString() {
        return size() + " keys of " + cachedRange + " at revision " + revision;
    }
}
