package dev.tercet.recipes.internal.map;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Op;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.error.UndecodableException;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.map.Codec;
import dev.tercet.recipes.map.Index;
import dev.tercet.recipes.map.IndexView;
import dev.tercet.recipes.map.MapEvent;
import dev.tercet.recipes.map.MapScan;
import dev.tercet.recipes.map.MapTransaction;
import dev.tercet.recipes.map.TypedMap;
import dev.tercet.recipes.stm.Stm;
import dev.tercet.recipes.stm.StmTransaction;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A map: reads go to the keys themselves, changes through transactions. */
public final class StoredMap<K, V> implements TypedMap<K, V> {
    private final EtcdClient etcd;
    private final Stm stm;
    private final MapLayout<K, V> layout;

    private StoredMap(EtcdClient etcd, Stm stm, MapLayout<K, V> layout) {
        this.etcd = etcd;
        this.stm = stm;
        this.layout = layout;
    }

    /** The map of this name, without indexes. */
    public static <K, V> TypedMap<K, V> of(EtcdClient etcd, Stm stm, Bytes name, Codec<K> keys, Codec<V> values) {
        return new StoredMap<>(etcd, stm, MapLayout.of(name, keys, values));
    }

    @Override
    public TypedMap<K, V> withIndex(Index<?, V> index) {
        return new StoredMap<>(etcd, stm, layout.with(Objects.requireNonNull(index, "index")));
    }

    @Override
    public TypedMap<K, V> withStm(Stm other) {
        return new StoredMap<>(etcd, Objects.requireNonNull(other, "stm"), layout);
    }

    @Override
    public MapTransaction<K, V> in(StmTransaction tx) {
        return new MapWrites<>(layout, Objects.requireNonNull(tx, "tx"));
    }

    private AsyncKv kv() {
        return etcd.async().kv();
    }

    @Override
    public CompletableFuture<Optional<V>> getAsync(K key) {
        Bytes at = layout.key(key);
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(kv().get(at)).thenApply(found -> found.map(kv -> layout.valueOf(at, kv.value()))));
    }

    @Override
    public CompletableFuture<Boolean> containsKeyAsync(K key) {
        return count(KeyRange.of(layout.key(key)), count -> count > 0);
    }

    @Override
    public CompletableFuture<Long> countAsync() {
        return count(layout.range(), count -> count);
    }

    private <T> CompletableFuture<T> count(KeyRange range, Function<Long, T> answer) {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(kv().get(Get.of(range).countOnly())).thenApply(found -> answer.apply(found.count())));
    }

    @Override
    public CompletableFuture<@Nullable Void> putAsync(K key, V value) {
        layout.key(key);
        Objects.requireNonNull(value, "value");
        return changing(map -> map.putAsync(key, value));
    }

    @Override
    public CompletableFuture<Optional<V>> putIfAbsentAsync(K key, V value) {
        return changing(map -> map.getAsync(key)
                .thenCompose(now -> now.isPresent()
                        ? CompletableFuture.completedFuture(now)
                        : map.putAsync(key, value).thenApply(done -> Optional.<V>empty())));
    }

    @Override
    public CompletableFuture<Boolean> replaceAsync(K key, V expected, V value) {
        return changing(map -> map.getAsync(key)
                .thenCompose(now -> now.equals(Optional.of(expected))
                        ? map.putAsync(key, value).thenApply(done -> true)
                        : CompletableFuture.completedFuture(false)));
    }

    @Override
    public CompletableFuture<Optional<V>> updateAsync(K key, UnaryOperator<Optional<V>> change) {
        return changing(map -> map.getAsync(key).thenCompose(now -> {
            Optional<V> next = Objects.requireNonNull(
                    change.apply(now), "the function returned null; Optional.empty() removes the entry");
            return next.isPresent()
                    ? map.putAsync(key, next.get()).thenApply(done -> next)
                    : map.removeAsync(key).thenApply(removed -> next);
        }));
    }

    @Override
    public CompletableFuture<Optional<V>> removeAsync(K key) {
        return changing(map -> map.removeAsync(key));
    }

    private <T extends @Nullable Object> CompletableFuture<T> changing(
            Function<MapTransaction<K, V>, CompletionStage<T>> change) {
        return stm.runStages(tx -> change.apply(in(tx)));
    }

    @Override
    public CompletableFuture<Long> clearAsync() {
        List<Op<?>> deletes = new ArrayList<>();
        deletes.add(Delete.of(layout.range()));
        layout.indexes().forEach(index -> deletes.add(Delete.of(index.range())));
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(kv().txn(Txn.when().then(deletes)))
                        .thenApply(done -> done.delete(0).deleted()));
    }

    @Override
    public MapScan<K, V> all() {
        return scan(layout.range());
    }

    @Override
    public MapScan<K, V> select(K from, K to) {
        return scan(KeyRange.between(layout.key(from), layout.key(to)));
    }

    @Override
    public MapScan<K, V> selectFrom(K from) {
        return scan(new KeyRange(layout.key(from), layout.range().end()));
    }

    @Override
    public MapScan<K, V> selectPrefix(K prefix) {
        return scan(KeyRange.prefix(layout.key(prefix)));
    }

    private MapScan<K, V> scan(KeyRange range) {
        return new DecodedScan<>(etcd.kv().scan(Get.of(range)), layout);
    }

    @Override
    public Watch watch(long fromRevision, Consumer<? super MapEvent<K, V>> listener) {
        Objects.requireNonNull(listener, "listener");
        WatchRequest request = WatchRequest.of(layout.range()).fromRevision(fromRevision);
        return etcd.async().watches().open(request, signal -> {
            if (signal instanceof WatchSignal.Change change) {
                change.events().forEach(event -> listener.accept(decoded(event)));
            }
        });
    }

    private MapEvent<K, V> decoded(WatchEvent event) {
        try {
            K key = layout.keyOf(event.key());
            return event.isPut()
                    ? new MapEvent.Stored<>(
                            key, layout.valueOf(event.key(), event.value()), event.revision(), event.isCreate())
                    : new MapEvent.Removed<>(key, event.revision());
        } catch (UndecodableException e) {
            return new MapEvent.Undecodable<>(e, event.revision());
        }
    }

    @Override
    public <I> IndexView<I, K, V> by(Index<I, V> index) {
        if (layout.indexes().stream().noneMatch(had -> had.index() == index)) {
            throw new IllegalArgumentException("the map does not have the " + index);
        }
        return new IndexedMap<>(etcd, stm, layout, IndexKeys.of(layout.name(), index));
    }

    @Override
    public String toString() {
        return "map " + layout.name();
    }
}
