package dev.tercet.v2.internal.lock;

import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.EtcdV2Lock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A lock for callers who wait.
 *
 * @param lock the same in futures
 */
record BlockingLock(AsyncEtcdV2Lock lock) implements EtcdV2Lock {
    private static final long CLOSE_SECONDS = 5;

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
        // What ends it early is only the wait: the lock goes on with its release.
        Await.on("release " + lock, lock.release().completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS));
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
