package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.queue.FifoQueue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A queue by number. */
public final class StoredFifoQueue implements FifoQueue {
    private final QueueKeys keys;
    private final PutLine puts;
    private final Items items;

    /** The queue of this name. */
    public StoredFifoQueue(EtcdClient etcd, Bytes name) {
        this.keys = new QueueKeys(name);
        this.puts = new PutLine(etcd, keys);
        this.items = new Items(etcd, keys, new Head.ByNumber(keys));
    }

    @Override
    public CompletableFuture<Void> putAsync(Bytes item) {
        return putAllAsync(List.of(Objects.requireNonNull(item, "item")));
    }

    @Override
    public CompletableFuture<Void> putAllAsync(List<Bytes> all) {
        return puts.put(keys.items(), all);
    }

    @Override
    public CompletableFuture<Bytes> takeAsync() {
        return items.take();
    }

    @Override
    public CompletableFuture<Optional<Bytes>> pollAsync() {
        return items.poll();
    }

    @Override
    public CompletableFuture<Optional<Bytes>> pollAsync(Duration atMost) {
        return items.poll(atMost);
    }

    @Override
    public CompletableFuture<Optional<Bytes>> peekAsync() {
        return items.peek();
    }

    @Override
    public CompletableFuture<Long> sizeAsync() {
        return items.size();
    }

    @Override
    public CompletableFuture<Long> clearAsync() {
        return items.clear();
    }

    @Override
    public String toString() {
        return "queue " + keys.name();
    }
}
