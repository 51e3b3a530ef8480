package dev.tercet.recipes.internal.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.LockOwner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A lock on a session's lease. */
public final class SessionLock implements Lock {
    private final LockName name;
    private final Contender contender;
    private final Ground ground;
    private final Runnable givenBack;

    /** The lock of this name on the contender's ground. */
    public SessionLock(Bytes name, Contender contender) {
        this(new LockName(name), contender, () -> {});
    }

    /**
     * A lock on the contender's ground.
     *
     * @param givenBack is run when a hold is released, before anything is sent; more than once if it is released more than once
     */
    SessionLock(LockName name, Contender contender, Runnable givenBack) {
        this.name = name;
        this.contender = contender;
        this.ground = contender.ground();
        this.givenBack = givenBack;
    }

    @Override
    public Bytes name() {
        return name.bytes();
    }

    @Override
    public CompletableFuture<HeldLock> acquireAsync() {
        return acquire(Deadline.never(ground.timer()));
    }

    @Override
    public CompletableFuture<HeldLock> acquireAsync(Duration atMost) {
        return acquire(Deadline.after(ground.timer(), Given.positive("atMost", atMost)));
    }

    CompletableFuture<HeldLock> acquire(Deadline deadline) {
        return Task.run(
                ground.callbacks(),
                task -> task.step(contender.enter(name.place(ground.id()), deadline))
                        .thenApply(this::held),
                HeldLock::releaseAsync);
    }

    @Override
    public CompletableFuture<Optional<HeldLock>> tryAcquireAsync() {
        return tried(contender.tryEnter(name.place(ground.id())));
    }

    @Override
    public CompletableFuture<Optional<HeldLock>> tryAcquireAsync(Duration atMost) {
        return tryAcquire(Deadline.after(ground.timer(), Given.positive("atMost", atMost)));
    }

    CompletableFuture<Optional<HeldLock>> tryAcquire(Deadline deadline) {
        return tried(contender.tryEnter(name.place(ground.id()), deadline));
    }

    private CompletableFuture<Optional<HeldLock>> tried(CompletableFuture<Optional<Turn>> entered) {
        return Task.run(
                ground.callbacks(),
                task -> task.step(entered).thenApply(turn -> turn.map(this::held)),
                unwanted -> unwanted.ifPresent(HeldLock::releaseAsync));
    }

    private HeldLock held(Turn turn) {
        return new TurnLock(name, turn, () -> {
            givenBack.run();
            return turn.leave();
        });
    }

    @Override
    public CompletableFuture<List<LockOwner>> ownersAsync() {
        return name.owners(ground.etcd());
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
