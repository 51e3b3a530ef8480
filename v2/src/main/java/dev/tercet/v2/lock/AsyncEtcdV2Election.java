package dev.tercet.v2.lock;

import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * {@link EtcdV2Election} in futures. Cancelling one that stands gives up its place.
 *
 * @since 0.1
 */
public interface AsyncEtcdV2Election {
    /**
     * Stands for election and waits until it is won. Standing again under the same name renews it at once.
     *
     * @param name who stands
     * @param ttl whole seconds, rounded up, after which it ends unless it is set again; zero for no end
     * @param timeout for how long to wait
     * @return the index under which it leads; fails with {@link dev.tercet.error.EtcdTimeoutException} if it was not won within the time; it stands no more
     */
    CompletableFuture<Long> set(String key, String name, Duration ttl, Duration timeout);

    /** Like {@link #set(String, String, Duration, Duration)}, for as long as it takes, and without an end of its own. */
    default CompletableFuture<Long> set(String key, String name) {
        return set(key, name, Duration.ZERO);
    }

    /** Like {@link #set(String, String, Duration, Duration)}, for as long as it takes. */
    default CompletableFuture<Long> set(String key, String name, Duration ttl) {
        return set(key, name, ttl, Duration.ofSeconds(Long.MAX_VALUE));
    }

    /**
     * Who leads.
     *
     * @return fails with {@link V2KeyNotFoundException} if nobody does
     */
    CompletableFuture<String> get(String key);

    /**
     * Resigns.
     *
     * @return fails with {@link V2KeyNotFoundException} if nobody leads; fails with {@link V2CompareFailedException} if somebody else does
     */
    CompletableFuture<Void> delete(String key, String name);
}
