package dev.tercet.v2.internal.client;

import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.InPlaceCallbacks;
import dev.tercet.spi.engine.Waiting;
import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.EtcdV2Lock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A lock for callers who wait.
 *
 * @param lock the same in futures
 * @param timer for how long closing may take
 */
public record BlockingLock(AsyncEtcdV2Lock lock, V2Timer timer) implements EtcdV2Lock {
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public void acquire() {
        Sent.on("acquire " + lock, Outcome.UNKNOWN, lock::acquire);
    }

    @Override
    public boolean acquire(Duration timeout) {
        return Sent.on("acquire " + lock, Outcome.UNKNOWN, () -> lock.acquire(timeout));
    }

    @Override
    public boolean tryAcquire() {
        return Sent.on("acquire " + lock, Outcome.UNKNOWN, lock::tryAcquire);
    }

    @Override
    public void release() {
        Sent.on("release " + lock, Outcome.UNKNOWN, lock::release);
    }

    @Override
    public void close() {
        InPlaceCallbacks.refuseToWait("release " + lock);
        CompletableFuture<Void> released = new CompletableFuture<>();
        lock.release().whenComplete((nothing, failure) -> {
            if (failure == null) {
                released.complete(null);
            } else {
                released.completeExceptionally(failure);
            }
        });
        // What this ends is only the wait: the lock goes on with its release.
        Runnable callOff = timer.schedule(CLOSE_NANOS, () -> released.complete(null));
        try {
            Waiting.on(released, "release " + lock, Outcome.UNKNOWN);
        } finally {
            callOff.run();
        }
    }

    @Override
    public boolean isAcquired() {
        return Sent.on("read " + lock, Outcome.NOT_APPLIED, lock::isAcquired);
    }

    @Override
    public void adopt(String uuid) {
        Sent.on("adopt " + lock, Outcome.UNKNOWN, () -> lock.adopt(uuid));
    }

    @Override
    public String name() {
        return lock.name();
    }

    @Override
    public String path() {
        return lock.path();
    }

    @Override
    public String uuid() {
        return lock.uuid();
    }

    @Override
    public String lockKey() {
        return lock.lockKey();
    }

    @Override
    public CompletableFuture<V2LockExpiredException> lost() {
        return lock.lost();
    }

    @Override
    public String toString() {
        return lock.toString();
    }
}
