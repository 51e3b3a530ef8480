package dev.tercet.recipes.internal.map;

import dev.tercet.EtcdClient;
import dev.tercet.error.CompactedException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.map.IndexReport;
import dev.tercet.recipes.map.IndexView;
import dev.tercet.recipes.map.MapEntry;
import dev.tercet.recipes.stm.Stm;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A map by one of its indexes: first the keys of the index, then the entries, all at the revision of the first. */
record IndexedMap<I, K, V>(EtcdClient etcd, Stm stm, MapLayout<K, V> layout, IndexKeys<I, V> index)
        implements IndexView<I, K, V> {
    @Override
    public CompletableFuture<List<MapEntry<K, V>>> findAsync(I value) {
        Bytes head = index.head(value);
        return read(Get.of(index.index().isUnique() ? KeyRange.of(head) : KeyRange.prefix(head)));
    }

    @Override
    public CompletableFuture<List<MapEntry<K, V>>> rangeAsync(I from, I to, int limit) {
        Given.atLeastOne("limit", limit);
        return read(Get.of(KeyRange.between(index.head(from), index.head(to))).limit(limit));
    }

    private CompletableFuture<List<MapEntry<K, V>>> read(Get entries) {
        Deadline deadline =
                Deadline.after(Timer.of(etcd.callbackExecutor()), etcd.options().timeout());
        return Task.run(etcd.callbackExecutor(), task -> read(task, entries, deadline));
    }

    private CompletableFuture<List<MapEntry<K, V>>> read(Task task, Get entries, Deadline deadline) {
        return task.step(etcd.async().kv().get(entries))
                .thenCompose(found -> entries(task, found))
                .exceptionallyCompose(failure ->
                        // The revision went under it: at a newer one, then.
                        Task.unwrapped(failure) instanceof CompactedException && !deadline.isPast()
                                ? read(task, entries, deadline)
                                : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<List<MapEntry<K, V>>> entries(Task task, GetResult found) {
        List<Bytes> keys = found.kvs().stream()
                .map(entry -> layout.prefix().plus(index.keyOf(entry)))
                .toList();
        return new KeysAt(etcd.async().kv(), task, found.revision())
                .read(keys)
                .thenApply(kvs -> keys.stream()
                        // One that is stale has no entry.
                        .flatMap(key -> Stream.ofNullable(kvs.get(key)))
                        .map(layout::entry)
                        .toList());
    }

    @Override
    public CompletableFuture<IndexReport> verifyAsync() {
        return Task.run(etcd.callbackExecutor(), task -> new IndexCheck<>(this, task, false).run());
    }

    @Override
    public CompletableFuture<IndexReport> rebuildAsync() {
        return Task.run(etcd.callbackExecutor(), task -> new IndexCheck<>(this, task, true).run());
    }
}
