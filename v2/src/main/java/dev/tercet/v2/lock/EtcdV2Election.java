package dev.tercet.v2.lock;

import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import java.time.Duration;

/**
 * Elections in the manner of clients before 2.0: each is for a key, and candidates have names.
 *
 * @since 0.1
 */
public interface EtcdV2Election {
    /**
     * Stands for election and waits until it is won. Standing again under the same name renews it at once.
     *
     * @param name who stands
     * @param ttl whole seconds, rounded up, after which it ends unless it is set again; zero for no end
     * @param timeout for how long to wait
     * @return the index under which it leads
     * @throws dev.tercet.error.EtcdTimeoutException if it was not won within the time; it stands no more
     */
    long set(String key, String name, Duration ttl, Duration timeout);

    /**
     * Who leads.
     *
     * @throws V2KeyNotFoundException if nobody does
     */
    String get(String key);

    /**
     * Resigns.
     *
     * @throws V2KeyNotFoundException if nobody leads
     * @throws V2CompareFailedException if somebody else does
     */
    void delete(String key, String name);
}
