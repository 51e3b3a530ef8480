package dev.tercet.recipes.lock;

import dev.tercet.kv.Bytes;

/**
 * A place in a lock's queue: the first has the lock, the others wait for it.
 *
 * @param key the key that stands for it
 * @param lease the lease that the key hangs on: of the session, or the lock's own
 * @param fencingToken the revision that made the key
 * @since 0.1
 */
public record LockOwner(Bytes key, long lease, long fencingToken) {}
