package dev.tercet.v2.internal.client;

import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.Waiting;
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
        Waiting.on(lock.acquire(), "acquire " + lock, Outcome.UNKNOWN);
    }

    @Override
    public void acquire(Duration timeout) {
        Waiting.on(lock.acquire(timeout), "acquire " + lock, Outcome.UNKNOWN);
    }

    @Override
    public boolean isLocked() {
        return Waiting.on(lock.isLocked(), "read " + lock, Outcome.NOT_APPLIED);
    }

    @Override
    public void get() {
        Waiting.on(lock.get(), "get " + lock, Outcome.UNKNOWN);
    }

    @Override
    public void renew(Duration ttl) {
        Waiting.on(lock.renew(ttl), "renew " + lock, Outcome.UNKNOWN);
    }

    @Override
    public void release() {
        Waiting.on(lock.release(), "release " + lock, Outcome.UNKNOWN);
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
