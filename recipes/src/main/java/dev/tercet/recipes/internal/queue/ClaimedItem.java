package dev.tercet.recipes.internal.queue;

import dev.tercet.AsyncKv;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.queue.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A claim of ours, and the ways it can end. */
final class ClaimedItem implements WorkItem {
    private final Ground ground;
    private final QueueKeys keys;
    private final int attempts;
    private final Claim claim;
    private final AtomicBoolean over = new AtomicBoolean();

    ClaimedItem(Ground ground, QueueKeys keys, int attempts, Claim claim) {
        this.ground = ground;
        this.keys = keys;
        this.attempts = attempts;
        this.claim = claim;
    }

    private Bytes key() {
        return claim.item().key();
    }

    @Override
    public String id() {
        return keys.id(key());
    }

    @Override
    public Bytes value() {
        return claim.item().value();
    }

    @Override
    public long attempt() {
        return keys.attempts(claim.item());
    }

    @Override
    public Compare isOwner() {
        return Compare.createRevision(keys.claim(key())).equalTo(claim.revision());
    }

    @Override
    public CompletableFuture<Boolean> completeAsync() {
        return end(List.of(Delete.of(key())));
    }

    @Override
    public CompletableFuture<Boolean> releaseAsync() {
        return attempt() >= attempts ? buryAsync() : end(List.of());
    }

    @Override
    public CompletableFuture<Boolean> buryAsync() {
        return end(List.of(Delete.of(key()), Put.of(keys.dead(id()), value())));
    }

    /** Nobody wants it after all: gives it back as if this claim had not been made. */
    void unclaim() {
        Txn txn = Txn.when(isOwner())
                .then(Delete.of(key()), Delete.of(keys.claim(key())), Put.of(keys.anew(key(), attempt() - 1), value()));
        // Compares that the claim stands, and ends it: a second time it has no effect. A claim that cannot be given
        // back goes with the lease.
        AsyncKv kv = ground.etcd().async().kv().with(ground.etcd().options().retryingWrites());
        Insistence.on(ground.etcd(), () -> {
            EtcdException over = ground.over();
            return over == null ? kv.txn(txn) : CompletableFuture.failedFuture(over);
        });
    }

    private CompletableFuture<Boolean> end(List<Op<?>> more) {
        List<Op<?>> ops = new ArrayList<>(more);
        ops.add(Delete.of(keys.claim(key())));
        Txn txn = Txn.when(isOwner()).then(ops).orElse(Get.of(key()).keysOnly());
        AsyncKv kv = ground.etcd().async().kv();
        return Task.run(
                ground.callbacks(),
                task -> task.step(kv.txn(txn))
                        .handle((result, failure) -> failure == null
                                ? CompletableFuture.completedFuture(
                                        result.succeeded() && over.compareAndSet(false, true))
                                : again(task, txn, !more.isEmpty(), Task.unwrapped(failure)))
                        .thenCompose(ended -> ended));
    }

    // What was sent compares that the claim stands, and ends it: a second time it has no effect. If it stands no more
    // then, it was ended by the first, unless the lease was lost in between.
    private CompletableFuture<Boolean> again(Task task, Txn txn, boolean deletes, Throwable failure) {
        if (!(failure instanceof EtcdException lost) || lost.outcome() != Outcome.UNKNOWN || task.isAbandoned()) {
            return CompletableFuture.failedFuture(failure);
        }
        AsyncKv kv = ground.etcd().async().kv().with(ground.etcd().options().retryingWrites());
        return task.step(kv.txn(txn))
                .thenCompose(result ->
                        result.succeeded() ? CompletableFuture.completedFuture(true) : wasEnded(task, deletes, result))
                .thenApply(ended -> ended && over.compareAndSet(false, true));
    }

    // What completes or buries an item deletes it, so one that is there still was not, though its lease may be gone.
    // One that is released is as it was, and if the lease is gone it is free as well; or somebody else has claimed it
    // since, and then only the lease tells, which would have taken the claim with it.
    private CompletableFuture<Boolean> wasEnded(Task task, boolean deletes, TxnResult result) {
        Optional<KeyValue> item = result.get(0).first();
        if (ground.over() != null || item.isEmpty()) {
            return CompletableFuture.completedFuture(ground.over() == null);
        } else if (deletes || item.get().modRevision() == claim.revision()) {
            return CompletableFuture.completedFuture(!deletes);
        }
        return task.step(ground.etcd().async().leases().status(ground.id())).thenApply(LeaseStatus::isAlive);
    }

    @Override
    public String toString() {
        return "work item " + id() + " of " + keys.name() + ", attempt " + attempt();
    }
}
