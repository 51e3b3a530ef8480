package dev.tercet.recipes.internal.map;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.error.UniqueIndexException;
import dev.tercet.recipes.internal.map.MapLayout.Found;
import dev.tercet.recipes.map.MapTransaction;
import dev.tercet.recipes.stm.StmTransaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A map's reads and writes in a transaction: entries, and what they are found by. */
record MapWrites<K, V>(MapLayout<K, V> layout, StmTransaction tx) implements MapTransaction<K, V> {
    @Override
    public CompletableFuture<Optional<V>> getAsync(K key) {
        Bytes at = layout.key(key);
        return tx.getAsync(at).thenApply(found -> found.map(value -> layout.valueOf(at, value)));
    }

    @Override
    public CompletableFuture<@Nullable Void> putAsync(K key, V value) {
        Bytes at = layout.key(key);
        Bytes stored = layout.values().encode(Objects.requireNonNull(value, "value"));
        Map<Bytes, Found> wanted = layout.found(value, at);
        if (layout.indexes().isEmpty()) {
            tx.put(at, stored);
            return CompletableFuture.completedFuture(null);
        }
        Set<Bytes> reads = new LinkedHashSet<>(List.of(at));
        wanted.forEach((entry, found) -> {
            if (found.index().isUnique()) {
                reads.add(entry);
            }
        });
        return tx.getAllAsync(reads).thenApply(now -> {
            checkUnique(at, wanted, now);
            Map<Bytes, Found> had = had(at, Optional.ofNullable(now.get(at)));
            had.keySet().stream().filter(entry -> !wanted.containsKey(entry)).forEach(tx::delete);
            wanted.forEach((entry, found) -> {
                if (!had.containsKey(entry)) {
                    tx.put(entry, found.held());
                }
            });
            tx.put(at, stored);
            return null;
        });
    }

    private void checkUnique(Bytes at, Map<Bytes, Found> wanted, Map<Bytes, Bytes> now) {
        wanted.forEach((entry, found) -> {
            Bytes holder = found.index().isUnique() ? now.get(entry) : null;
            if (holder != null && !holder.equals(found.held())) {
                throw new UniqueIndexException(found.index().name(), layout.bare(at), holder);
            }
        });
    }

    private Map<Bytes, Found> had(Bytes at, Optional<Bytes> stored) {
        return stored.map(value -> layout.found(layout.valueOf(at, value), at)).orElse(Map.of());
    }

    @Override
    public CompletableFuture<Optional<V>> removeAsync(K key) {
        Bytes at = layout.key(key);
        return tx.getAsync(at).thenApply(stored -> {
            Optional<V> value = stored.map(bytes -> layout.valueOf(at, bytes));
            if (value.isPresent()) {
                had(at, stored).keySet().forEach(tx::delete);
                tx.delete(at);
            }
            return value;
        });
    }
}
