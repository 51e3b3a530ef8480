package dev.tercet.recipes.internal.lock;

import dev.tercet.EtcdClient;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.contention.Place;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.LockOwner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A lock whose every acquisition has a lease of its own. */
final class OwnLeaseLock implements Lock {
    /** Takes a turn, or not. */
    private interface Entry {
        CompletableFuture<Optional<Turn>> enter(Task task, Contender contender);
    }

    private final EtcdClient etcd;
    private final LockName name;
    private final LockTime time;
    private final Timer timer;

    OwnLeaseLock(EtcdClient etcd, Bytes name, LockTime time) {
        this.etcd = etcd;
        this.name = new LockName(name);
        this.time = time;
        this.timer = Timer.of(etcd.callbackExecutor());
    }

    @Override
    public Bytes name() {
        return name.bytes();
    }

    @Override
    public CompletableFuture<HeldLock> acquireAsync() {
        return acquire(Deadline.never(timer));
    }

    @Override
    public CompletableFuture<HeldLock> acquireAsync(Duration atMost) {
        return acquire(Deadline.after(timer, Given.positive("atMost", atMost)));
    }

    private CompletableFuture<HeldLock> acquire(Deadline deadline) {
        Entry entry = (task, contender) ->
                task.step(contender.enter(place(contender), deadline)).thenApply(Optional::of);
        return Task.run(
                etcd.callbackExecutor(),
                task -> take(task, deadline, entry).thenApply(Optional::orElseThrow),
                HeldLock::releaseAsync);
    }

    @Override
    public CompletableFuture<Optional<HeldLock>> tryAcquireAsync() {
        return tried(Deadline.never(timer), (task, contender) -> task.step(contender.tryEnter(place(contender))));
    }

    @Override
    public CompletableFuture<Optional<HeldLock>> tryAcquireAsync(Duration atMost) {
        Deadline deadline = Deadline.after(timer, Given.positive("atMost", atMost));
        return tried(deadline, (task, contender) -> task.step(contender.tryEnter(place(contender), deadline)));
    }

    private CompletableFuture<Optional<HeldLock>> tried(Deadline deadline, Entry entry) {
        return Task.run(
                etcd.callbackExecutor(),
                task -> take(task, deadline, entry),
                unwanted -> unwanted.ifPresent(HeldLock::releaseAsync));
    }

    private Place place(Contender contender) {
        return name.place(contender.ground().id());
    }

    private CompletableFuture<Optional<HeldLock>> take(Task task, Deadline deadline, Entry entry) {
        InTime inTime = new InTime(name, deadline, etcd.callbackExecutor());
        long since = timer.now();
        return task.step(inTime.call("the grant of a lease", Ground.open(etcd, time.ttl()), Ground::revoke))
                .thenCompose(ground -> {
                    Contender contender = new Contender(ground);
                    return entry.enter(task, contender)
                            .thenCompose(turn -> turn.isPresent() ? begin(task, inTime, turn.get(), since) : none())
                            .whenComplete((held, failure) -> {
                                if (failure != null || held.isEmpty()) {
                                    // The lease goes with all that may hang on it; nobody waits for that.
                                    ground.revoke();
                                }
                            });
                });
    }

    private static CompletableFuture<Optional<HeldLock>> none() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletableFuture<Optional<HeldLock>> begin(Task task, InTime inTime, Turn turn, long since) {
        Ground ground = turn.ground();
        Optional<HeldLock> held = Optional.of(new TurnLock(name, turn, releaseOnce(ground)));
        if (!time.fixed()) {
            return CompletableFuture.completedFuture(held);
        }
        if (turn.revision() == turn.createRevision()) {
            ground.fix(since);
            return CompletableFuture.completedFuture(held);
        }
        // Its time begins when it is ours: who had to wait for it may have used up some of it.
        long again = timer.now();
        return task.step(inTime.call("the renewal of its lease", turn.renew(), ttl -> {}))
                .thenApply(renewed -> {
                    ground.fix(again);
                    return held;
                });
    }

    private static Supplier<CompletableFuture<Boolean>> releaseOnce(Ground ground) {
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            // Revoked even for a caller who no longer wants to wait.
            Promise<Boolean> done = new Promise<>(ground.callbacks());
            if (!released.compareAndSet(false, true) || ground.over() != null) {
                done.succeed(false);
                return done;
            }
            ground.revoke().whenComplete((header, failure) -> {
                Throwable why = failure == null ? null : Task.unwrapped(failure);
                if (why == null || why instanceof LeaseNotFoundException) {
                    done.succeed(why == null);
                } else {
                    done.fail(why);
                }
            });
            return done;
        };
    }

    @Override
    public CompletableFuture<List<LockOwner>> ownersAsync() {
        return name.owners(etcd);
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
