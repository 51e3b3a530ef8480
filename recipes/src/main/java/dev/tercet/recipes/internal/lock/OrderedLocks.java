package dev.tercet.recipes.internal.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.HeldLocks;
import dev.tercet.recipes.lock.MultiLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Locks on a session's lease, taken in the order of their names. */
final class OrderedLocks implements MultiLock {
    private final List<Bytes> names;
    private final List<SessionLock> locks;
    private final Ground ground;

    OrderedLocks(List<Bytes> names, Contender contender) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names is empty: there must be at least one");
        }
        names.forEach(Given::name);
        this.names = names.stream().distinct().sorted().toList();
        this.ground = contender.ground();
        for (Bytes name : this.names) {
            Bytes below = name.plus(Bytes.of("/"));
            this.names.stream()
                    .filter(other -> other.startsWith(below))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new IllegalArgumentException("names: the keys of " + other + " are in the queue of "
                                + name + " as well, so that they cannot be held together");
                    });
        }
        this.locks = this.names.stream()
                .map(name -> new SessionLock(name, contender))
                .toList();
    }

    @Override
    public List<Bytes> names() {
        return names;
    }

    @Override
    public CompletableFuture<HeldLocks> acquireAsync() {
        return acquire(Deadline.never(ground.timer()));
    }

    @Override
    public CompletableFuture<HeldLocks> acquireAsync(Duration atMost) {
        return acquire(Deadline.after(ground.timer(), Given.positive("atMost", atMost)));
    }

    private CompletableFuture<HeldLocks> acquire(Deadline deadline) {
        return Task.run(
                ground.callbacks(),
                task -> all(task, lock -> task.step(lock.acquire(deadline)).thenApply(Optional::of))
                        .thenApply(Optional::orElseThrow),
                HeldLocks::releaseAsync);
    }

    @Override
    public CompletableFuture<Optional<HeldLocks>> tryAcquireAsync() {
        return Task.run(
                ground.callbacks(),
                task -> all(task, lock -> task.step(lock.tryAcquireAsync())),
                unwanted -> unwanted.ifPresent(HeldLocks::releaseAsync));
    }

    private CompletableFuture<Optional<HeldLocks>> all(
            Task task, Function<SessionLock, CompletableFuture<Optional<HeldLock>>> take) {
        List<HeldLock> held = new ArrayList<>();
        return next(task, take, held).whenComplete((all, failure) -> {
            if (failure != null || all.isEmpty()) {
                new LockSet(ground, List.copyOf(held)).releaseAsync();
            }
        });
    }

    private CompletableFuture<Optional<HeldLocks>> next(
            Task task, Function<SessionLock, CompletableFuture<Optional<HeldLock>>> take, List<HeldLock> held) {
        if (held.size() == locks.size()) {
            return CompletableFuture.completedFuture(Optional.of(new LockSet(ground, List.copyOf(held))));
        }
        return take.apply(locks.get(held.size())).thenCompose(lock -> {
            lock.ifPresent(held::add);
            return lock.isPresent()
                    ? next(task, take, held)
                    : CompletableFuture.completedFuture(Optional.<HeldLocks>empty());
        });
    }

    @Override
    public String toString() {
        return "locks " + names;
    }
}
