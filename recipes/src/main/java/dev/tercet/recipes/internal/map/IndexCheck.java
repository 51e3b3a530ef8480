package dev.tercet.recipes.internal.map;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.error.UniqueIndexException;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.map.IndexReport;
import dev.tercet.recipes.stm.StmTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Compares an index with its map at one revision, first the index and then the map, and repairs what it finds: what is found wrong
 * at that revision is looked at again in the transaction that repairs it, since others may have done so. Steps come one after another.
 */
final class IndexCheck<I, K, V> {
    private final IndexedMap<I, K, V> map;
    private final Task task;
    private final boolean repair;
    private long entries;
    private long missing;
    private long stale;

    IndexCheck(IndexedMap<I, K, V> map, Task task, boolean repair) {
        this.map = map;
        this.task = task;
        this.repair = repair;
    }

    CompletableFuture<IndexReport> run() {
        return task.step(
                        map.etcd().async().kv().get(Get.of(map.layout().range()).countOnly()))
                .thenCompose(now -> {
                    KeysAt then = new KeysAt(map.etcd().async().kv(), task, now.revision());
                    // Stale ones first: one that is stale in a unique index stands in the way of one that is missing.
                    return then.pages(map.index().range(), page -> checkIndex(then, page))
                            .thenCompose(done -> then.pages(map.layout().range(), page -> checkMap(then, page)));
                })
                .thenApply(done -> new IndexReport(entries, missing, stale));
    }

    private CompletableFuture<@Nullable Void> checkIndex(KeysAt then, List<KeyValue> page) {
        List<Wanted> all = page.stream()
                .map(kv -> new Wanted(
                        kv.key(),
                        kv.value(),
                        map.layout().prefix().plus(map.index().keyOf(kv))))
                .toList();
        return then.read(all.stream().map(Wanted::owner).distinct().toList()).thenCompose(kvs -> {
            List<Wanted> wrong = all.stream()
                    .filter(one -> !isWanted(kvs.get(one.owner()), one.entry()))
                    .toList();
            stale += wrong.size();
            return repaired(wrong, 0, this::removeStale);
        });
    }

    private boolean isWanted(@Nullable KeyValue owner, Bytes entry) {
        return owner != null && wanted(owner.key(), owner.value()).containsKey(entry);
    }

    private CompletableFuture<@Nullable Void> removeStale(StmTransaction tx, Wanted one) {
        Bytes entry = one.entry();
        Bytes owner = one.owner();
        return tx.getAllAsync(List.of(entry, owner)).thenAccept(now -> {
            Bytes value = now.get(owner);
            if (now.containsKey(entry)
                    && (value == null || !wanted(owner, value).containsKey(entry))) {
                tx.delete(entry);
            }
        });
    }

    private CompletableFuture<@Nullable Void> checkMap(KeysAt then, List<KeyValue> page) {
        List<Wanted> all = new ArrayList<>();
        entries += page.size();
        page.forEach(kv ->
                wanted(kv.key(), kv.value()).forEach((entry, held) -> all.add(new Wanted(entry, held, kv.key()))));
        return then.read(all.stream().map(Wanted::entry).distinct().toList()).thenCompose(found -> {
            List<Wanted> wrong = all.stream()
                    .filter(one -> !one.isHeldBy(found.get(one.entry())))
                    .toList();
            missing += wrong.size();
            return repaired(wrong, 0, this::addMissing);
        });
    }

    private CompletableFuture<@Nullable Void> addMissing(StmTransaction tx, Wanted one) {
        Bytes entry = one.entry();
        Bytes owner = one.owner();
        return tx.getAllAsync(List.of(entry, owner)).thenAccept(now -> {
            Bytes value = now.get(owner);
            Bytes held = value == null ? null : wanted(owner, value).get(entry);
            if (held == null) {
                return;
            }
            Bytes other = now.get(entry);
            if (other != null && !other.equals(held)) {
                throw notUnique(owner, other);
            }
            tx.put(entry, held);
        });
    }

    private CompletableFuture<@Nullable Void> repaired(List<Wanted> wrong, int from, Repair how) {
        if (!repair || from >= wrong.size()) {
            return CompletableFuture.completedFuture(null);
        }
        return task.step(map.stm().runStages(tx -> how.one(tx, wrong.get(from))))
                .thenCompose(done -> repaired(wrong, from + 1, how));
    }

    private Map<Bytes, Bytes> wanted(Bytes key, Bytes value) {
        return map.index()
                .entries(map.layout().valueOf(key, value), map.layout().bare(key));
    }

    private UniqueIndexException notUnique(Bytes key, Bytes other) {
        return new UniqueIndexException(map.index().index().name(), map.layout().bare(key), other);
    }

    /**
     * A key of the index.
     *
     * @param entry the key
     * @param held what it holds, or should
     * @param owner the key of the entry of the map
     */
    private record Wanted(Bytes entry, Bytes held, Bytes owner) {
        boolean isHeldBy(@Nullable KeyValue kv) {
            return kv != null && kv.value().equals(held);
        }
    }

    /** Repairs one key of the index. */
    private interface Repair {
        CompletableFuture<@Nullable Void> one(StmTransaction tx, Wanted wrong);
    }
}
