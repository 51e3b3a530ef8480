package dev.tercet.v2.internal.client;

import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.Waiting;
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
        return Waiting.on(
                election.set(key, name, ttl, timeout),
                "stand as \"" + name + "\" for leader of \"" + key + "\"",
                Outcome.UNKNOWN);
    }

    @Override
    public String get(String key) {
        return Waiting.on(election.get(key), "get leader of \"" + key + "\"", Outcome.NOT_APPLIED);
    }

    @Override
    public void delete(String key, String name) {
        Waiting.on(election.delete(key, name), "delete \"" + name + "\" as leader of \"" + key + "\"", Outcome.UNKNOWN);
    }
}
