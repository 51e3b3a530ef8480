package dev.tercet.v2.internal.http;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Endpoint;
import dev.tercet.spi.engine.CallEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns where the other members are: after the first answer that is good, and again after the first one that follows the failure of an
 * endpoint, but not all the time. No call waits for it.
 *
 * <p>Threads: any; one asks at a time.
 */
final class MemberSync {
    private static final Logger LOG = LoggerFactory.getLogger(MemberSync.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);
    private static final CallOptions PATIENCE = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(5));

    private final HttpCalls calls;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean wanted = true;
    private volatile boolean asked;
    private volatile long askedAt;

    MemberSync(HttpCalls calls) {
        this.calls = calls;
    }

    /** One that learns nothing. */
    static MemberSync none(HttpCalls calls) {
        MemberSync none = new MemberSync(calls);
        none.asking.set(true);
        return none;
    }

    /** A call was answered well. */
    void onAnswer() {
        if (asking.get()) {
            return;
        }
        if (calls.dialect().takeFailed()) {
            wanted = true;
        }
        CallEngine engine = calls.engine();
        if (!wanted || (asked && engine.nanoTime() - askedAt < PAUSE) || !asking.compareAndSet(false, true)) {
            return;
        }
        wanted = false;
        asked = true;
        askedAt = engine.nanoTime();
        calls.machines(PATIENCE).whenComplete((urls, thrown) -> {
            if (urls != null) {
                learn(engine, urls);
            } else if (!engine.isClosed()) {
                LOG.debug("the members could not be asked for", thrown);
                wanted = true;
            }
            asking.set(false);
        });
    }

    private static void learn(CallEngine engine, List<String> urls) {
        for (Endpoint endpoint : Advertised.of(urls, engine.endpoints())) {
            if (engine.add(endpoint)) {
                LOG.debug("learned of {}", endpoint);
            }
        }
    }
}
