package dev.tercet.v2.internal.lock;

import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.lock.AsyncLegacyLock;
import dev.tercet.v2.lock.LegacyLock;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A lock in the manner of clients before 2.0, for callers who wait.
 *
 * @param lock the same in futures
 */
record BlockingLegacyLock(AsyncLegacyLock lock) implements LegacyLock {
    @Override
    public void acquire() {
        Await.on("acquire " + lock, lock.acquire());
    }

    @Override
    public void acquire(Duration timeout) {
        Await.on("acquire " + lock, lock.acquire(timeout));
    }

    @Override
    public boolean isLocked() {
        return Await.on("read " + lock, lock.isLocked());
    }

    @Override
    public void get() {
        Await.on("get " + lock, lock.get());
    }

    @Override
    public void renew(Duration ttl) {
        Await.on("renew " + lock, lock.renew(ttl));
    }

    @Override
    public void release() {
        Await.on("release " + lock, lock.release());
    }

    @Override
    public String key() {
        return lock.key();
    }

    @Override
    public String value() {
        return lock.value();
    }

    @Override
    public OptionalLong index() {
        return lock.index();
    }

    @Override
    public void close() {
        if (index().isPresent()) {
            try {
                release();
            } catch (V2LockExpiredException e) {
                // It was to end, and has.
            } catch (IllegalStateException e) {
                // Another thread released it in the meantime.
            }
        }
    }

    @Override
    public String toString() {
        return lock.toString();
    }
}
