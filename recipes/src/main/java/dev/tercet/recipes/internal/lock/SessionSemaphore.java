package dev.tercet.recipes.internal.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.LockOwner;
import dev.tercet.recipes.lock.Semaphore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A semaphore on a session's lease: every acquisition is a lock of its own, in a queue with room for several. */
record SessionSemaphore(Bytes name, int permits, Contender contender) implements Semaphore {
    private SessionLock another() {
        LockName permit = LockName.permit(name, permits, UUID.randomUUID().toString());
        return new SessionLock(permit, contender, () -> {});
    }

    @Override
    public CompletableFuture<HeldLock> acquireAsync() {
        return another().acquireAsync();
    }

    @Override
    public CompletableFuture<HeldLock> acquireAsync(Duration atMost) {
        return another().acquireAsync(atMost);
    }

    @Override
    public CompletableFuture<Optional<HeldLock>> tryAcquireAsync() {
        return another().tryAcquireAsync();
    }

    @Override
    public CompletableFuture<Optional<HeldLock>> tryAcquireAsync(Duration atMost) {
        return another().tryAcquireAsync(atMost);
    }

    @Override
    public CompletableFuture<List<LockOwner>> ownersAsync() {
        return another().ownersAsync();
    }

    @Override
    public String toString() {
        return "semaphore " + name;
    }
}
