package dev.tercet.v2.lock;

import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import java.time.Duration;

/**
 * Elections in the manner of clients before 2.0: each is for a key, and candidates have names. Clients then took the name of the host
 * where none was given, which is {@code InetAddress.getLocalHost().getHostName()}.
 *
 * <p>Servers had them then; here each is a queue of keys in order below {@code /_mod/v2/leader}, with names as values, of which the first
 * leads. Whoever stands is kept in it while it waits; who leads has to set it again before its time to live ends.
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
     * @return the index under which it leads, which is the same when it is set again
     * @throws dev.tercet.error.EtcdTimeoutException if it was not won within the time; it stands no more
     */
    long set(String key, String name, Duration ttl, Duration timeout);

    /** Like {@link #set(String, String, Duration, Duration)}, for as long as it takes, and without an end of its own. */
    default long set(String key, String name) {
        return set(key, name, Duration.ZERO);
    }

    /** Like {@link #set(String, String, Duration, Duration)}, for as long as it takes. */
    default long set(String key, String name, Duration ttl) {
        return set(key, name, ttl, Duration.ofSeconds(Long.MAX_VALUE));
    }

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
