package dev.tercet.recipes.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Several locks taken together: all or none.
 *
 * <p><b>Guarantee.</b> That of {@link Lock} for each. They are taken one after the other in the order of their names, byte by byte, whatever
 * order they were given in, so that those who take overlapping sets this way never wait for each other in a circle. Whoever holds one of
 * them by other means while it takes these may. <b>Cost.</b> Those of each lock, one after the other. If the session is <b>lost</b> all are.
 * An acquisition that fails, is cancelled, interrupted or timed out gives back those it has. <b>Keys.</b> Those of the locks, which exclude
 * and are excluded by {@link Lock} of the same names.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface MultiLock {
    /** The names, in the order in which they are taken; each once. */
    List<Bytes> names();

    /** {@link #acquireAsync()}, waiting for it. */
    default HeldLocks acquire() {
        return Await.own("acquire " + this, acquireAsync());
    }

    /** Waits for all of them for as long as it takes; fails as {@link Lock#acquireAsync()} does. */
    CompletableFuture<HeldLocks> acquireAsync();

    /** {@link #acquireAsync(Duration)}, waiting for it. */
    default HeldLocks acquire(Duration atMost) {
        return Await.own("acquire " + this, acquireAsync(atMost));
    }

    /**
     * Waits for all of them, but not for longer than this in all.
     *
     * @return fails also with {@code EtcdTimeoutException}, which names the one that was not to be had
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<HeldLocks> acquireAsync(Duration atMost);

    /** {@link #tryAcquireAsync()}, waiting for it. */
    default Optional<HeldLocks> tryAcquire() {
        return Await.own("acquire " + this, tryAcquireAsync());
    }

    /** Takes all of them if all are free or held by this session; empty if one is not. */
    CompletableFuture<Optional<HeldLocks>> tryAcquireAsync();
}
