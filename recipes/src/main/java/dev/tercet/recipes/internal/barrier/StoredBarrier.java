package dev.tercet.recipes.internal.barrier;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.barrier.Barrier;
import dev.tercet.recipes.error.BarrierHeldException;
import dev.tercet.recipes.internal.flow.Bounded;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Patience;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.flow.Wakeup;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A barrier that is one key. */
public final class StoredBarrier implements Barrier {
    private final EtcdClient etcd;
    private final Bytes name;
    private final AsyncKv repeating;
    private final Timer timer;

    /** The barrier of this name. */
    public StoredBarrier(EtcdClient etcd, Bytes name) {
        this.etcd = etcd;
        this.name = Given.name(name);
        this.repeating = etcd.async().kv().with(etcd.options().retryingWrites());
        this.timer = Timer.of(etcd.callbackExecutor());
    }

    @Override
    public CompletableFuture<Void> holdAsync() {
        return heldOn(0);
    }

    @Override
    public CompletableFuture<Void> holdAsync(long lease) {
        if (lease == 0) {
            throw new IllegalArgumentException("lease is 0, which is none; hold() needs none");
        }
        return heldOn(lease);
    }

    private CompletableFuture<@Nullable Void> heldOn(long lease) {
        // By this value a second try knows the key of a first whose answer was lost, so it may be sent again.
        Bytes token = Bytes.of(UUID.randomUUID().toString());
        Txn ifFree = Txn.when(Compare.missing(name))
                .then(Put.of(name, token).withLease(lease))
                .orElse(Get.of(name));
        // Not a step that is cancelled, since only what has an end can be undone.
        return Task.run(
                etcd.callbackExecutor(),
                task -> repeating.txn(ifFree).thenAccept(done -> {
                    if (!done.succeeded() && !holds(done.get(0), token)) {
                        throw new BarrierHeldException(name);
                    }
                }),
                unwanted -> repeating.txn(
                        Txn.when(Compare.value(name).equalTo(token)).then(Delete.of(name))));
    }

    private static boolean holds(GetResult found, Bytes token) {
        return found.first().map(KeyValue::value).filter(token::equals).isPresent();
    }

    @Override
    public CompletableFuture<Boolean> releaseAsync() {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(repeating.get(name))
                        .thenCompose(held -> held.isEmpty()
                                ? CompletableFuture.completedFuture(false)
                                : task.step(repeating.txn(release(held.get()))).thenApply(done -> true)));
    }

    /** As good twice as once: only that hold is released, not one that comes after it. */
    private Txn release(KeyValue held) {
        return Txn.when(Compare.createRevision(name).equalTo(held.createRevision()))
                .then(Delete.of(name));
    }

    @Override
    public CompletableFuture<Boolean> isHeldAsync() {
        return Task.run(
                etcd.callbackExecutor(), task -> task.step(repeating.get(name)).thenApply(Optional::isPresent));
    }

    @Override
    public CompletableFuture<Void> awaitAsync() {
        return await(Waits.forever(timer));
    }

    @Override
    public CompletableFuture<Void> awaitAsync(Duration atMost) {
        return await(Waits.atMost(timer, atMost));
    }

    private CompletableFuture<@Nullable Void> await(Waits waits) {
        Patience patience = new Patience(etcd, waits.deadline());
        return Bounded.run(
                etcd.callbackExecutor(),
                waits.deadline(),
                waits.timeout(() -> this + " is still held", patience),
                task -> look(task, patience, 0));
    }

    /** Looks whether the hold that was seen first, if any was, is still there. */
    private CompletableFuture<@Nullable Void> look(Task task, Patience patience, long first) {
        return patience.ask(task, kv -> kv.get(Get.of(name).keysOnly())).thenCompose(found -> {
            long held = found.first().map(KeyValue::createRevision).orElse(0L);
            if (held == 0 || (first != 0 && held != first)) {
                return CompletableFuture.completedFuture(null);
            }
            WatchRequest release =
                    WatchRequest.of(name).fromRevision(found.revision() + 1).without(WatchFilter.NO_PUT);
            return task.step(Wakeup.on(etcd, release, change -> Optional.of(change.revision())))
                    .thenCompose(released -> released.isPresent()
                            ? CompletableFuture.completedFuture(null)
                            : look(task, patience, held));
        });
    }

    @Override
    public String toString() {
        return "barrier " + name;
    }
}
