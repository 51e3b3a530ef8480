package dev.tercet.recipes.internal.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.error.LockUpgradeException;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.internal.lock.Shares.Share;
import dev.tercet.recipes.internal.lock.Shares.Side;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.LockOwner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One side of a read-write lock, as a session has it. */
final class SharedLock implements Lock {
    private final LockName reading;
    private final LockName writing;
    private final Side side;
    private final Contender contender;
    private final Ground ground;
    private final Shares shares;

    SharedLock(Bytes name, Side side, Contender contender, Shares shares) {
        this.reading = LockName.reading(name);
        this.writing = LockName.writing(name);
        this.side = side;
        this.contender = contender;
        this.ground = contender.ground();
        this.shares = shares;
    }

    @Override
    public Bytes name() {
        return reading.bytes();
    }

    @Override
    public CompletableFuture<HeldLock> acquireAsync() {
        return taken(lock -> lock.acquire(Deadline.never(ground.timer())));
    }

    @Override
    public CompletableFuture<HeldLock> acquireAsync(Duration atMost) {
        Deadline deadline = Deadline.after(ground.timer(), Given.positive("atMost", atMost));
        return taken(lock -> lock.acquire(deadline));
    }

    @Override
    public CompletableFuture<Optional<HeldLock>> tryAcquireAsync() {
        return taken(SessionLock::tryAcquireAsync);
    }

    @Override
    public CompletableFuture<Optional<HeldLock>> tryAcquireAsync(Duration atMost) {
        Deadline deadline = Deadline.after(ground.timer(), Given.positive("atMost", atMost));
        return taken(lock -> lock.tryAcquire(deadline));
    }

    private <T> CompletableFuture<T> taken(Function<SessionLock, CompletableFuture<T>> how) {
        Optional<Share> taken = shares.take(name(), side);
        if (taken.isEmpty()) {
            return Task.run(
                    ground.callbacks(),
                    task -> CompletableFuture.failedFuture(new LockUpgradeException(name(), ground.id())));
        }
        Share share = taken.get();
        SessionLock lock = new SessionLock(share.side() == Side.WRITE ? writing : reading, contender, share::end);
        // A step within another future, so that who is told of a failure finds the share given back already.
        CompletableFuture<T> future = Task.run(
                ground.callbacks(),
                task -> task.step(how.apply(lock)).whenComplete((value, failure) -> {
                    if (!isOurs(value)) {
                        share.end();
                    }
                }),
                SharedLock::giveBack);
        share.unless(() -> future.isDone() && !isOurs(Promise.result(future)));
        return future;
    }

    private static void giveBack(Object held) {
        if (held instanceof HeldLock lock) {
            lock.releaseAsync();
        } else if (held instanceof Optional<?> maybe) {
            maybe.ifPresent(SharedLock::giveBack);
        }
    }

    /** Not if it failed, and not if somebody ended the future from outside, by whatever value. */
    private static boolean isOurs(@Nullable Object held) {
        return held instanceof TurnLock || (held instanceof Optional<?> maybe && maybe.isPresent());
    }

    @Override
    public CompletableFuture<List<LockOwner>> ownersAsync() {
        return (side == Side.READ ? reading : writing).owners(ground.etcd());
    }

    @Override
    public String toString() {
        return (side == Side.READ ? reading : writing).toString();
    }
}
