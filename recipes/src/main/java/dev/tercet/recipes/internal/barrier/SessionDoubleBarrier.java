package dev.tercet.recipes.internal.barrier;

import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.barrier.DoubleBarrier;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Bounded;
import dev.tercet.recipes.internal.flow.Patience;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A double barrier, as a session sees it. Threads: any; one call at a time. */
final class SessionDoubleBarrier implements DoubleBarrier {
    private final Contender contender;
    private final Ground ground;
    private final ConcurrentMap<Bytes, Turn> places;
    private final RoundCalls calls;
    private final int members;

    SessionDoubleBarrier(Contender contender, ConcurrentMap<Bytes, Turn> places, RoundCalls calls, int members) {
        this.contender = contender;
        this.ground = contender.ground();
        this.places = places;
        this.calls = calls;
        this.members = members;
    }

    @Override
    public int members() {
        return members;
    }

    @Override
    public CompletableFuture<Void> enterAsync() {
        return enter(Waits.forever(ground.timer()));
    }

    @Override
    public CompletableFuture<Void> enterAsync(Duration atMost) {
        return enter(Waits.atMost(ground.timer(), atMost));
    }

    private CompletableFuture<@Nullable Void> enter(Waits waits) {
        Patience patience = new Patience(ground.etcd(), waits.deadline());
        return bounded(
                waits,
                waits.timeout(() -> this + " did not open", patience),
                task -> new Entry(contender, calls, members, patience)
                        .start(task)
                        .thenAccept(this::keep),
                // It opened when nobody waited for that any more: others wait for us to leave.
                unwanted -> leaveAsync().cancel(true));
    }

    private void keep(Turn place) {
        Turn before = places.put(calls.mine(), place);
        if (before != null) {
            // The same key twice: one place is enough to leave.
            before.leave();
        }
    }

    @Override
    public CompletableFuture<Boolean> leaveAsync() {
        return leave(Waits.forever(ground.timer()));
    }

    @Override
    public CompletableFuture<Boolean> leaveAsync(Duration atMost) {
        return leave(Waits.atMost(ground.timer(), atMost));
    }

    private CompletableFuture<Boolean> leave(Waits waits) {
        Patience patience = new Patience(ground.etcd(), waits.deadline());
        return bounded(
                waits,
                waits.timeout(() -> this + " was left, but others are still in", patience),
                task -> new Exit(ground, calls, patience).start(task, places.remove(calls.mine())),
                unwanted -> {});
    }

    private <T> CompletableFuture<T> bounded(
            Waits waits,
            Supplier<EtcdTimeoutException> timeout,
            Function<Task, CompletableFuture<T>> body,
            Consumer<? super T> unwanted) {
        EtcdException over = ground.over();
        if (over != null) {
            return Task.run(ground.callbacks(), task -> CompletableFuture.failedFuture(over));
        }
        return Bounded.run(ground.callbacks(), waits.deadline(), timeout, ground::onOver, body, unwanted);
    }

    @Override
    public String toString() {
        return calls + " of " + members;
    }
}
