package dev.tercet.recipes.internal.barrier;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.barrier.CountdownLatch;
import dev.tercet.recipes.internal.barrier.LatchState.Progress;
import dev.tercet.recipes.internal.flow.Bounded;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Patience;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.flow.Wakeup;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A latch that is a key with the count, and a key for every countdown. */
public final class StoredLatch implements CountdownLatch {
    private final EtcdClient etcd;
    private final Bytes name;
    private final Bytes count;
    private final Bytes done;
    private final AsyncKv repeating;
    private final Timer timer;

    /** The latch of this name. */
    public StoredLatch(EtcdClient etcd, Bytes name) {
        this.etcd = etcd;
        this.name = Given.name(name);
        this.count = name.plus(Bytes.of("/count"));
        this.done = name.plus(Bytes.of("/done/"));
        this.repeating = etcd.async().kv().with(etcd.options().retryingWrites());
        this.timer = Timer.of(etcd.callbackExecutor());
    }

    @Override
    public CompletableFuture<Boolean> trySetAsync(int to) {
        Given.atLeastOne("count", to);
        // By what follows the number a second try knows the key of a first whose answer was lost.
        Bytes value = Bytes.of(to + " " + UUID.randomUUID());
        Txn ifNone = Txn.when(Compare.missing(count)).then(Put.of(count, value)).orElse(Get.of(count));
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(repeating.txn(ifNone))
                        .thenApply(set -> set.succeeded()
                                || set.get(0)
                                        .first()
                                        .filter(kv -> kv.value().equals(value))
                                        .isPresent()));
    }

    @Override
    public CompletableFuture<Integer> countDownAsync() {
        return countDownAsync(UUID.randomUUID().toString());
    }

    @Override
    public CompletableFuture<Integer> countDownAsync(String participant) {
        Bytes called = Given.text("participant", participant);
        if (called.isEmpty()) {
            throw new IllegalArgumentException("participant is empty");
        }
        Bytes mark = done.plus(called);
        // As good twice as once: the second finds the mark of the first.
        Txn txn = Txn.when(Compare.exists(count), Compare.missing(mark))
                .then(Put.of(mark, Bytes.EMPTY), Get.of(count), marks())
                .orElse(Get.of(count), marks());
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(repeating.txn(txn)).thenApply(answer -> {
                    int from = answer.succeeded() ? 1 : 0;
                    return LatchState.of(answer.get(from), answer.get(from + 1)).left(this::notSet);
                }));
    }

    private Get marks() {
        return Get.prefix(done).countOnly();
    }

    private RejectedEtcdException notSet() {
        return new RejectedEtcdException(
                Details.of(ErrorCode.FAILED_PRECONDITION, Outcome.NOT_APPLIED, this + " has no count; set it first"));
    }

    @Override
    public CompletableFuture<Integer> countAsync() {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(read(repeating)).thenApply(state -> state.left(this::notSet)));
    }

    private CompletableFuture<LatchState> read(AsyncKv kv) {
        CompletableFuture<TxnResult> read = kv.txn(Txn.all(Get.of(count), marks()));
        CompletableFuture<LatchState> state = read.thenApply(both -> LatchState.of(both.get(0), both.get(1)));
        state.whenComplete((value, failure) -> read.cancel(true));
        return state;
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
        Sight latest = new Sight();
        return Bounded.run(
                etcd.callbackExecutor(),
                waits.deadline(),
                waits.timeout(() -> this + " is still closed " + latest.state, patience),
                task -> look(task, patience, latest));
    }

    private CompletableFuture<@Nullable Void> look(Task task, Patience patience, Sight latest) {
        return patience.ask(task, this::read).thenCompose(found -> {
            LatchState state = latest.state.readAgain(found);
            latest.state = state;
            if (state.progress() != Progress.CLOSED) {
                return end(state.progress());
            }
            // From the one key to the end of the others: one range has one order.
            WatchRequest all = WatchRequest.of(KeyRange.between(count, KeyRange.endOfPrefix(done)))
                    .fromRevision(found.revision() + 1);
            return task.step(Wakeup.on(etcd, all, change -> {
                        LatchState next = latest.state.after(change.events(), count, done);
                        latest.state = next;
                        return next.ended();
                    }))
                    .thenCompose(ended -> ended.isPresent() ? end(ended.get()) : look(task, patience, latest));
        });
    }

    private CompletableFuture<@Nullable Void> end(Progress progress) {
        return progress == Progress.OPEN
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new RejectedEtcdException(Details.of(
                        ErrorCode.KEY_REMOVED, Outcome.NOT_APPLIED, this + " was deleted before it opened")));
    }

    @Override
    public CompletableFuture<Boolean> deleteAsync() {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(repeating.get(Get.of(count)))
                        .thenCompose(found -> found.isEmpty()
                                ? CompletableFuture.completedFuture(false)
                                : task.step(repeating.txn(
                                                delete(found.kvs().get(0).createRevision())))
                                        .thenApply(answer -> true)));
    }

    /** As good twice as once: only that latch is deleted, not one that is set after it. */
    private Txn delete(long created) {
        return Txn.when(Compare.createRevision(count).equalTo(created)).then(Delete.of(count), Delete.prefix(done));
    }

    @Override
    public String toString() {
        return "countdown latch " + name;
    }

    /** What one wait saw last; it looks one step at a time, and who is told of its end may be another thread. */
    private static final class Sight {
        private volatile LatchState state = LatchState.UNKNOWN;
    }
}
