package dev.tercet.recipes.lock;

import dev.tercet.kv.Bytes;

/**
 * A lock with two sides: many may read at a time, and who writes is alone.
 *
 * <p><b>Guarantee.</b> As that of {@link Lock}, for every writer against everybody else. It is fair: who reads waits for those who came to
 * write before, who writes for all who came before, so neither is kept out by a stream of the others. <b>Cost.</b> That of {@link Lock},
 * one round trip to acquire either side while nobody is in the way and one to release it; who writes waits for one reader after the
 * other, with two round trips for each. What happens when the session is <b>lost</b> is as there, also to who waits: a place that has gone
 * with its session is never one's turn. <b>Keys.</b> {@code <name>/read/<lease in hexadecimal>} and {@code <name>/write/<lease in
 * hexadecimal>}, empty, on the lease.
 *
 * <p>Both sides are re-entrant per session. A session that has the read lock, or waits for it, and wants to write is refused with {@code
 * LockUpgradeException}, since it would wait for itself, and two who do so for each other. One that has the write lock, or waits for it,
 * may read as well: that is a share in the write lock, which keeps the others out until all shares are released. What counts is what was
 * acquired with this session here; a session that was resumed acquires again what it held, or releases it by ending.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface ReadWriteLock {
    /** Its name. */
    Bytes name();

    /** The side that many may have. */
    Lock readLock();

    /** The side that one may have. */
    Lock writeLock();
}
