package dev.tercet.v2.lock;

import dev.tercet.v2.error.V2LockExpiredException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A lock in the manner of clients before 2.0. It is not renewed by itself once it is had; while it is waited for, it is.
 *
 * <p>Servers had it then; here it is a queue of keys in order below {@code /_mod/v2/lock}, of which the first has it. One without an end is
 * so from when it is had.
 *
 * @since 0.1
 */
public interface LegacyLock extends AutoCloseable {
    /**
     * Takes the lock, and waits for it for as long as it takes.
     *
     * @throws IllegalStateException if it is taken by this object already
     */
    void acquire();

    /**
     * Takes the lock within this time.
     *
     * @throws dev.tercet.error.EtcdTimeoutException if it does not; it leaves no entry behind
     */
    void acquire(Duration timeout);

    /** Whether anybody has the lock of this key. */
    boolean isLocked();

    /**
     * Becomes the lock as somebody took it elsewhere, with value and index.
     *
     * @throws V2LockExpiredException if nobody has it
     */
    void get();

    /**
     * Gives it another time to live.
     *
     * @throws IllegalStateException if this object has no lock in hand
     * @throws V2LockExpiredException if it is lost
     */
    void renew(Duration ttl);

    /**
     * Gives it back.
     *
     * @throws IllegalStateException if this object has no lock in hand
     * @throws V2LockExpiredException if it is lost
     */
    void release();

    /** The key, with a slash at its beginning. */
    String key();

    /** What was given with it; after {@link #get()}, by whoever took it. */
    String value();

    /** The index of its entry, by which it is known; empty if there is no lock in hand. */
    OptionalLong index();

    /** Releases it if it is in hand; quiet if it is lost. */
    @Override
    void close();
}
