package dev.tercet.v2.internal.client;

import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.internal.time.V2Timer;

/** The timer and the clock of an engine. */
record EngineTimer(CallEngine engine) implements V2Timer {
    @Override
    public long nanoTime() {
        return engine.nanoTime();
    }

    @Override
    public Runnable schedule(long delayNanos, Runnable task) {
        return engine.timer().schedule(delayNanos, task);
    }
}
