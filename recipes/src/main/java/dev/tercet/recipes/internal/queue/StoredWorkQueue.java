package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.queue.DeadLetter;
import dev.tercet.recipes.queue.WorkQueue;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A queue of work, as those see it who do not do it. */
public final class StoredWorkQueue implements WorkQueue {
    private final EtcdClient etcd;
    private final QueueKeys keys;
    private final PutLine puts;

    /** The queue of this name. */
    public StoredWorkQueue(EtcdClient etcd, Bytes name) {
        this.etcd = etcd;
        this.keys = new QueueKeys(name);
        this.puts = new PutLine(etcd, keys);
    }

    @Override
    public CompletableFuture<String> submitAsync(Bytes item) {
        return puts.put(keys.items(), List.of(Objects.requireNonNull(item, "item")), placed -> keys.id(placed.get(0)));
    }

    @Override
    public CompletableFuture<List<String>> submitAllAsync(List<Bytes> items) {
        return puts.put(
                keys.items(), items, placed -> placed.stream().map(keys::id).toList());
    }

    @Override
    public CompletableFuture<Long> sizeAsync() {
        return count(keys.all());
    }

    @Override
    public CompletableFuture<Long> claimedAsync() {
        return count(keys.claims());
    }

    private CompletableFuture<Long> count(KeyRange range) {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(Get.of(range).countOnly()))
                        .thenApply(GetResult::count));
    }

    @Override
    public CompletableFuture<List<DeadLetter>> deadLettersAsync(int atMost) {
        Given.atLeastOne("atMost", atMost);
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(Get.of(keys.dead()).limit(atMost)))
                        .thenApply(found -> found.kvs().stream()
                                .map(kv -> new DeadLetter(keys.deadId(kv.key()), kv.value(), kv.modRevision()))
                                .toList()));
    }

    @Override
    public CompletableFuture<Boolean> requeueAsync(String id) {
        Bytes dead = keys.dead(Objects.requireNonNull(id, "id"));
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(dead))
                        .thenCompose(found -> found.map(letter -> requeue(task, id, letter))
                                .orElse(CompletableFuture.completedFuture(false))));
    }

    // Not sent again if the reply is lost: that it is no dead letter any more might be another's doing.
    private CompletableFuture<Boolean> requeue(Task task, String id, KeyValue letter) {
        Txn txn = Txn.when(Compare.modRevision(letter.key()).equalTo(letter.modRevision()))
                .then(Delete.of(letter.key()), Put.of(keys.requeued(id), letter.value()));
        return task.step(etcd.async().kv().txn(txn)).thenApply(TxnResult::succeeded);
    }

    @Override
    public CompletableFuture<Boolean> removeAsync(String id) {
        Bytes dead = keys.dead(Objects.requireNonNull(id, "id"));
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().delete(dead)).thenApply(gone -> gone.deleted() > 0));
    }

    @Override
    public String toString() {
        return "work queue " + keys.name();
    }
}
