package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.flow.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The items of a queue from which what is taken is gone. */
final class Items {
    private final EtcdClient etcd;
    private final QueueKeys keys;
    private final TakeRunner<Bytes, Item> takers;

    Items(EtcdClient etcd, QueueKeys keys, Head head) {
        this.etcd = etcd;
        this.keys = keys;
        this.takers = new TakeRunner<>(etcd, new HeadStock(etcd, keys, head));
    }

    CompletableFuture<Bytes> take() {
        return takers.take(Item::value);
    }

    CompletableFuture<Optional<Bytes>> poll() {
        return takers.poll(Item::value);
    }

    CompletableFuture<Optional<Bytes>> poll(Duration atMost) {
        return takers.poll(atMost, Item::value);
    }

    CompletableFuture<Optional<Bytes>> peek() {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(Get.of(keys.all()).limit(1)))
                        .thenApply(found -> found.first().map(KeyValue::value)));
    }

    CompletableFuture<Long> size() {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(Get.of(keys.all()).countOnly()))
                        .thenApply(GetResult::count));
    }

    CompletableFuture<Long> clear() {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().delete(Delete.of(keys.all())))
                        .thenApply(DeleteResult::deleted));
    }
}
