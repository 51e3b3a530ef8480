package dev.tercet.recipes.internal.stm;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.commit.Calls;
import dev.tercet.recipes.internal.commit.Commit;
import dev.tercet.recipes.internal.commit.Evidence;
import dev.tercet.recipes.internal.commit.Tries;
import dev.tercet.recipes.internal.commit.Verdict;
import dev.tercet.recipes.internal.flow.Task;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** One key, changed by a function of what it holds. */
public final class Updates {
    private final Calls calls;
    private final Task task;
    private final Bytes key;
    private final UnaryOperator<Optional<Bytes>> change;
    private final Tries tries;

    private Updates(Calls calls, Task task, Bytes key, UnaryOperator<Optional<Bytes>> change) {
        this.calls = calls;
        this.task = task;
        this.key = key;
        this.change = change;
        this.tries = new Tries("update of " + key, calls.deadline(), 0);
    }

    /** Changes the key, and answers what it is then. */
    public static CompletableFuture<Optional<KeyValue>> update(
            EtcdClient etcd, Bytes key, UnaryOperator<Optional<Bytes>> change) {
        KeyRange.of(key);
        Calls calls = Calls.of(etcd);
        return Task.run(etcd.callbackExecutor(), task -> new Updates(calls, task, key, change).read());
    }

    /** Puts a key that is not there yet, and answers what was there. */
    public static CompletableFuture<Optional<KeyValue>> create(EtcdClient etcd, Bytes key, Bytes value) {
        Put put = Put.of(key, value);
        Calls calls = Calls.of(etcd);
        Txn txn = Txn.when(Compare.missing(key)).then(put).orElse(Get.of(key));
        // Repeatable: it makes its compare false. Nothing was read before, so there is no revision to search the past
        // from.
        return Task.run(
                etcd.callbackExecutor(),
                task -> new Commit(calls, task)
                        .send(txn, true, null)
                        .thenApply(verdict -> verdict.applied()
                                ? Optional.empty()
                                : verdict.result().get(0).first()));
    }

    private CompletableFuture<Optional<KeyValue>> read() {
        return task.step(calls.once().get(Get.of(key))).thenCompose(found -> attempt(found.first(), found.revision()));
    }

    private CompletableFuture<Optional<KeyValue>> attempt(Optional<KeyValue> now, long asOf) {
        Optional<Bytes> before = now.map(KeyValue::value);
        Optional<Bytes> after = change.apply(before);
        Objects.requireNonNull(after, "the function returned null; Optional.empty() deletes the key");
        if (after.equals(before)) {
            return CompletableFuture.completedFuture(now);
        }
        Op<?> write = after.<Op<?>>map(value -> put(value, now.isPresent())).orElseGet(() -> Delete.of(key));
        Txn txn = Txn.when(Compare.modRevision(key)
                        .equalTo(now.map(KeyValue::modRevision).orElse(0L)))
                .then(write)
                .orElse(Get.of(key));
        Evidence evidence =
                after.map(value -> new Evidence(key, value, false, asOf)).orElse(null);
        // Repeatable: the write, which is a delete only of a key that is there, makes the compare of its revision
        // false.
        return new Commit(calls, task)
                .send(txn, true, evidence)
                .thenCompose(verdict -> verdict.applied()
                        ? CompletableFuture.completedFuture(after.map(value -> written(now, value, verdict)))
                        : again(verdict));
    }

    private Put put(Bytes value, boolean exists) {
        Put put = Put.of(key, value);
        return exists ? put.keepingLease() : put;
    }

    private KeyValue written(Optional<KeyValue> before, Bytes value, Verdict verdict) {
        return new KeyValue(
                key,
                value,
                before.map(KeyValue::createRevision).orElse(verdict.revision()),
                verdict.revision(),
                before.map(KeyValue::version).orElse(0L) + 1,
                before.map(KeyValue::lease).orElse(0L));
    }

    private CompletableFuture<Optional<KeyValue>> again(Verdict verdict) {
        Optional<KeyValue> now = verdict.result().get(0).first();
        // After a pause what came with the refusal is old.
        return tries.number() == 1
                ? task.step(tries.again()).thenCompose(over -> attempt(now, verdict.revision()))
                : task.step(tries.again()).thenCompose(over -> read());
    }
}
