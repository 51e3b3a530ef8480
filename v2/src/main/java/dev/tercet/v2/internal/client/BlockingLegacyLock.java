package dev.tercet.v2.internal.client;

import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.InPlaceCallbacks;
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
        Sent.on("acquire " + lock, Outcome.UNKNOWN, lock::acquire);
    }

    @Override
    public void acquire(Duration timeout) {
        Sent.on("acquire " + lock, Outcome.UNKNOWN, () -> lock.acquire(timeout));
    }

    @Override
    public boolean isLocked() {
        return Sent.on("read " + lock, Outcome.NOT_APPLIED, lock::isLocked);
    }

    @Override
    public void get() {
        Sent.on("get " + lock, Outcome.UNKNOWN, lock::get);
    }

    @Override
    public void renew(Duration ttl) {
        Sent.on("renew " + lock, Outcome.UNKNOWN, () -> lock.renew(ttl));
    }

    @Override
    public void release() {
        Sent.on("release " + lock, Outcome.UNKNOWN, lock::release);
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
        // Below it would be taken for what the lock says.
        InPlaceCallbacks.refuseToWait("release " + lock);
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
