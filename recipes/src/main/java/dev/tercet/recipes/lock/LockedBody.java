package dev.tercet.recipes.lock;

import org.jspecify.annotations.Nullable;

/**
 * What is done while a lock is held.
 *
 * @param <T> what comes of it
 * @param <X> what it throws
 * @since 0.1
 */
@FunctionalInterface
public interface LockedBody<T extends @Nullable Object, X extends Exception> {
    /** Does it; {@code held} is released by the caller. */
    T run(HeldLock held) throws X;
}
