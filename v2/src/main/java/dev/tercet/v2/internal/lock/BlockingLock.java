package dev.tercet.v2.internal.lock;

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
record BlockingLock(AsyncEtcdV2Lock lock, V2Timer timer) implements EtcdV2Lock {
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public void acquire() {
        Await.on("acquire " + lock, lock.acquire());
    }

    @Override
    public boolean acquire(Duration timeout) {
        return Await.on("acquire " + lock, lock.acquire(timeout));
    }

    @Override
    public boolean tryAcquire() {
        return Await.on("acquire " + lock, lock.tryAcquire());
    }

    @Override
    public void release() {
        Await.on("release " + lock, lock.release());
    }

    @Override
    public void close() {
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
            Await.on("release " + lock, released);
        } finally {
            callOff.run();
        }
    }

    @Override
    public boolean isAcquired() {
        return Await.on("read " + lock, lock.isAcquired());
    }

    @Override
    public void adopt(String uuid) {
        Await.on("adopt " + lock, lock.adopt(uuid));
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
