package dev.tercet.recipes.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * So many permits, which are held like locks: first come, first served.
 *
 * <p><b>Guarantee.</b> No more permits are held at a time than there are, in the terms of {@link Lock}. It is not re-entrant: every
 * acquisition takes another permit, also of the same session, and a session that holds them all waits for itself. All who use it at a
 * time have to say the same number: who comes with another fails with {@code PermitsMismatchException} rather than being let in, and when
 * nobody is left the number may change. <b>Cost.</b> One round trip to acquire while one is free, one to release; who waits has a watch on as
 * many as there are permits. A session that is <b>lost</b> takes its permits with it, as {@link Lock} says. <b>Keys.</b> {@code
 * <name>/<permits>/<lease in hexadecimal>/<id>}, empty, on the lease; nothing else may be kept under {@code <name>/}.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface Semaphore {
    /** Its name. */
    Bytes name();

    /** How many permits there are. */
    int permits();

    /** {@link #acquireAsync()}, waiting for it. */
    default HeldLock acquire() {
        return Await.own("acquire " + this, acquireAsync());
    }

    /**
     * Waits for a permit for as long as it takes.
     *
     * @return the permit, whose {@code fencingToken()} is greater than those of all who came before; fails as {@link
     *     Lock#acquireAsync()} does, and with {@code PermitsMismatchException}
     */
    CompletableFuture<HeldLock> acquireAsync();

    /** {@link #acquireAsync(Duration)}, waiting for it. */
    default HeldLock acquire(Duration atMost) {
        return Await.own("acquire " + this, acquireAsync(atMost));
    }

    /**
     * Waits for a permit, but not for longer than this in all.
     *
     * @return fails also with {@code EtcdTimeoutException}
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<HeldLock> acquireAsync(Duration atMost);

    /** {@link #tryAcquireAsync()}, waiting for it. */
    default Optional<HeldLock> tryAcquire() {
        return Await.own("acquire " + this, tryAcquireAsync());
    }

    /** Takes a permit if one is free; empty if not. */
    CompletableFuture<Optional<HeldLock>> tryAcquireAsync();

    /** {@link #tryAcquireAsync(Duration)}, waiting for it. */
    default Optional<HeldLock> tryAcquire(Duration atMost) {
        return Await.own("acquire " + this, tryAcquireAsync(atMost));
    }

    /**
     * As {@link #acquireAsync(Duration)}, but that none became free is no failure.
     *
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<Optional<HeldLock>> tryAcquireAsync(Duration atMost);

    /** {@link #ownersAsync()}, waiting for it. */
    default List<LockOwner> owners() {
        return Await.own("owners of " + this, ownersAsync());
    }

    /** Who has permits, as many of the first as there are, and who waits for one; in their order. One round trip. */
    CompletableFuture<List<LockOwner>> ownersAsync();
}
