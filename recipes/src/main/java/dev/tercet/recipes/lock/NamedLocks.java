package dev.tercet.recipes.lock;

import dev.tercet.kv.Bytes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Locks without a session: every acquisition has a lease of its own, which is granted before it and revoked when it is released.
 *
 * <pre>{@code
 * NamedLocks locks = recipes.locks().withPrefix("locks/");
 * String report = locks.withLock("jobs/nightly", Duration.ofSeconds(5), held -> build(held.fencingToken()));
 * }</pre>
 *
 * <p>As it comes the lease is kept alive until the release, and outlives its process by sixty seconds at most. With a {@linkplain
 * #withFixedTtl fixed time} it is kept alive only while waiting: the lock ends by itself that long after it was acquired, whatever its
 * holder does, and {@link HeldLock#lost()} says so before the server gives it to another.
 *
 * <p><b>Guarantee</b> and <b>keys</b> as for {@link Lock}, except that it is not re-entrant: who acquires one twice waits for
 * himself. An acquisition fails as a lease's grant does if that fails. <b>Cost.</b> Three round trips for an acquisition and release of a free lock; with a fixed time one more for who had to
 * wait. A lock is <b>lost</b> with its lease, as with a session.
 *
 * <p>Objects of this are immutable, and safe for use by several threads.
 *
 * @since 0.1
 */
public interface NamedLocks {
    /**
     * Names have this in front.
     *
     * @param prefix behind the one that is set already, if any; may be empty
     */
    NamedLocks withPrefix(Bytes prefix);

    /** {@link #withPrefix(Bytes)} in UTF-8. */
    NamedLocks withPrefix(String prefix);

    /**
     * Locks that are kept alive, and outlive their process by this at most.
     *
     * @param ttl more than zero, rounded up to whole seconds; servers raise it to two seconds as they come. Sixty seconds unless set
     * @throws IllegalArgumentException if zero or negative
     */
    NamedLocks withTtl(Duration ttl);

    /**
     * Locks that end by themselves this long after they were acquired, unless {@linkplain HeldLock#renew renewed} or released before:
     * by our own clock a twentieth earlier.
     *
     * @param ttl as for {@link #withTtl}
     * @throws IllegalArgumentException if zero or negative
     */
    NamedLocks withFixedTtl(Duration ttl);

    /**
     * A lock of this name.
     *
     * @throws IllegalArgumentException if the name, the prefix included, is empty
     */
    Lock lock(Bytes name);

    /** {@link #lock(Bytes)} in UTF-8. */
    Lock lock(String name);

    /**
     * Does something while holding a lock, which is released however that ends. What the body throws is thrown here, and a release
     * that fails is among what it suppressed; so the lock's loss meanwhile is no failure: {@link HeldLock#lost()} tells the body.
     *
     * @param atMost how long to wait for the lock, more than zero
     * @return what the body returns
     * @throws X what the body throws
     * @throws dev.tercet.error.EtcdTimeoutException if the lock was not to be had in time
     * @throws IllegalArgumentException if {@code atMost} is zero or negative, or the name is empty
     */
    default <T extends @Nullable Object, X extends Exception> T withLock(
            Bytes name, Duration atMost, LockedBody<T, X> body) throws X {
        Objects.requireNonNull(body, "body");
        try (HeldLock held = lock(name).acquire(atMost)) {
            return body.run(held);
        }
    }

    /** {@link #withLock(Bytes, Duration, LockedBody)}, the name in UTF-8. */
    default <T extends @Nullable Object, X extends Exception> T withLock(
            String name, Duration atMost, LockedBody<T, X> body) throws X {
        Objects.requireNonNull(body, "body");
        try (HeldLock held = lock(name).acquire(atMost)) {
            return body.run(held);
        }
    }

    /**
     * {@link #withLock(Bytes, Duration, LockedBody)} with a lock that ends by itself.
     *
     * @param ttl how long the body has, as for {@link #withFixedTtl}
     */
    default <T extends @Nullable Object, X extends Exception> T withLock(
            Bytes name, Duration atMost, Duration ttl, LockedBody<T, X> body) throws X {
        return withFixedTtl(ttl).withLock(name, atMost, body);
    }

    /** {@link #withLock(Bytes, Duration, Duration, LockedBody)}, the name in UTF-8. */
    default <T extends @Nullable Object, X extends Exception> T withLock(
            String name, Duration atMost, Duration ttl, LockedBody<T, X> body) throws X {
        return withFixedTtl(ttl).withLock(name, atMost, body);
    }

    /**
     * {@link #withLock(Bytes, Duration, LockedBody)} without waiting: the lock is released when the stage that the body returns
     * completes, and when the body throws.
     *
     * @param body called on the callback executor
     * @return what the body's stage brings; cancelling it gives up the acquisition, or cancels the body's stage and releases the lock
     *     when that has ended
     * @throws IllegalArgumentException as {@link #withLock(Bytes, Duration, LockedBody)}
     */
    <T extends @Nullable Object> CompletableFuture<T> withLockAsync(
            Bytes name, Duration atMost, Function<? super HeldLock, ? extends CompletionStage<T>> body);

    /** {@link #withLockAsync(Bytes, Duration, Function)}, the name in UTF-8. */
    <T extends @Nullable Object> CompletableFuture<T> withLockAsync(
            String name, Duration atMost, Function<? super HeldLock, ? extends CompletionStage<T>> body);

    /**
     * {@link #withLockAsync(Bytes, Duration, Function)} with a lock that ends by itself.
     *
     * @param ttl how long the body has, as for {@link #withFixedTtl}
     */
    default <T extends @Nullable Object> CompletableFuture<T> withLockAsync(
            Bytes name, Duration atMost, Duration ttl, Function<? super HeldLock, ? extends CompletionStage<T>> body) {
        return withFixedTtl(ttl).withLockAsync(name, atMost, body);
    }

    /** {@link #withLockAsync(Bytes, Duration, Duration, Function)}, the name in UTF-8. */
    default <T extends @Nullable Object> CompletableFuture<T> withLockAsync(
            String name, Duration atMost, Duration ttl, Function<? super HeldLock, ? extends CompletionStage<T>> body) {
        return withFixedTtl(ttl).withLockAsync(name, atMost, body);
    }
}
