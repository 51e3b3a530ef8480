package dev.tercet.v2.internal.http;

import dev.tercet.connection.CallOptions;
import dev.tercet.spi.engine.CallEngine;
import java.time.Duration;

/** What is left of a deadline that several calls share. */
final class Left {
    private static final Duration LEAST = Duration.ofNanos(1);

    private final CallEngine engine;
    private final CallOptions options;
    private final long start;

    /** All of it, from now on. */
    Left(CallEngine engine, CallOptions options) {
        this.engine = engine;
        this.options = options;
        this.start = engine.nanoTime();
    }

    /** The options of the next call. */
    CallOptions now() {
        Duration left = options.timeout().minusNanos(engine.nanoTime() - start);
        // Used up, it still is the engine that says so, in its own words.
        return options.withTimeout(left.compareTo(LEAST) < 0 ? LEAST : left);
    }
}
