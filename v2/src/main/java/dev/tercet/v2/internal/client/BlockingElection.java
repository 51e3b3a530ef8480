package dev.tercet.v2.internal.client;

import dev.tercet.error.Outcome;
import dev.tercet.v2.lock.AsyncEtcdV2Election;
import dev.tercet.v2.lock.EtcdV2Election;
import java.time.Duration;

/**
 * Elections for callers who wait.
 *
 * @param election the same in futures
 */
record BlockingElection(AsyncEtcdV2Election election) implements EtcdV2Election {
    @Override
    public long set(String key, String name, Duration ttl, Duration timeout) {
        return Sent.on(
                "stand as \"" + name + "\" for leader of \"" + key + "\"",
                Outcome.UNKNOWN,
                () -> election.set(key, name, ttl, timeout));
    }

    @Override
    public String get(String key) {
        return Sent.on("get leader of \"" + key + "\"", Outcome.NOT_APPLIED, () -> election.get(key));
    }

    @Override
    public void delete(String key, String name) {
        Sent.on(
                "delete \"" + name + "\" as leader of \"" + key + "\"",
                Outcome.UNKNOWN,
                () -> election.delete(key, name));
    }
}
