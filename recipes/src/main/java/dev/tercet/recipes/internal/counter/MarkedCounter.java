package dev.tercet.recipes.internal.counter;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.recipes.counter.Counter;
import dev.tercet.recipes.error.CounterOverflowException;
import dev.tercet.recipes.internal.commit.Calls;
import dev.tercet.recipes.internal.flow.Task;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A counter, and what is known of it. */
public final class MarkedCounter implements Counter {
    private final EtcdClient etcd;
    private final CounterKeys keys;
    // From the newest answer: changes begin with it, so that one nobody disturbs takes one round trip.
    private final AtomicReference<@Nullable Cell> known = new AtomicReference<>();

    private final OneAtATime turns = new OneAtATime();

    /** The counter of this name. */
    public MarkedCounter(EtcdClient etcd, Bytes name) {
        this.etcd = etcd;
        this.keys = CounterKeys.of(name);
    }

    CounterKeys keys() {
        return keys;
    }

    @Nullable
    Cell known() {
        return known.get();
    }

    void learn(Cell cell) {
        known.accumulateAndGet(cell, (before, now) -> now == null ? before : now.newer(before));
    }

    CompletableFuture<Cell> read(Calls calls) {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(calls.once().get(Get.of(keys.number()))).thenApply(found -> {
                    Cell cell = Cell.of(keys.number(), found.first(), found.revision());
                    learn(cell);
                    return cell;
                }));
    }

    @Override
    public CompletableFuture<Long> getAsync() {
        return Task.run(
                etcd.callbackExecutor(), task -> task.step(read(Calls.of(etcd))).thenApply(Cell::number));
    }

    @Override
    public CompletableFuture<Long> addAsync(long delta) {
        if (delta == 0) {
            return getAsync();
        }
        return changed(cell -> OptionalLong.of(sum(cell.number(), delta)), OptionalLong::getAsLong);
    }

    private long sum(long number, long delta) {
        try {
            return Math.addExact(number, delta);
        } catch (ArithmeticException e) {
            throw new CounterOverflowException(keys.toString(), number, delta);
        }
    }

    @Override
    public CompletableFuture<Void> setAsync(long number) {
        return changed(cell -> OptionalLong.of(number), set -> null);
    }

    @Override
    public CompletableFuture<Boolean> compareAndSetAsync(long expected, long number) {
        return changed(
                cell -> cell.number() == expected ? OptionalLong.of(number) : OptionalLong.empty(),
                OptionalLong::isPresent);
    }

    private <T extends @Nullable Object> CompletableFuture<T> changed(
            Function<Cell, OptionalLong> change, Function<OptionalLong, T> answer) {
        // Begins now: waiting for the turn is a part of the time that the whole may take.
        Calls calls = Calls.of(etcd);
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(turns.take())
                        // A stage of its own, so that the turn ends whatever the change throws.
                        .thenCompose(turn -> CompletableFuture.completedFuture(null)
                                .thenCompose(mine -> new CounterChange(this, calls, task, change).make(known()))
                                .whenComplete((number, failure) -> turns.end()))
                        .thenApply(answer));
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
