package dev.tercet.testkit.proxy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What is wrong with the line at a moment. Rate 0 means no limit. */
record Faults(
        long delayNanos, long bytesPerSecond, Set<Direction> swallowed, Set<Direction> frozen, Connects connects) {
    static final Faults NONE = new Faults(0, 0, Set.of(), Set.of(), Connects.ONCE);

    /** How often the server is called for each call of a client. */
    enum Connects {
        NEVER,
        ONCE,
        TWICE
    }

    Faults withDelay(Duration delay) {
        return new Faults(delay.toNanos(), bytesPerSecond, swallowed, frozen, connects);
    }

    Faults withRate(long rate) {
        return new Faults(delayNanos, rate, swallowed, frozen, connects);
    }

    Faults alsoSwallowing(Direction direction) {
        return new Faults(delayNanos, bytesPerSecond, plus(swallowed, direction), frozen, connects);
    }

    Faults alsoFrozen(Direction direction) {
        return new Faults(delayNanos, bytesPerSecond, swallowed, plus(frozen, direction), connects);
    }

    Faults connecting(Connects often) {
        return new Faults(delayNanos, bytesPerSecond, swallowed, frozen, often);
    }

    private static Set<Direction> plus(Set<Direction> some, Direction another) {
        Set<Direction> all = EnumSet.of(another);
        all.addAll(some);
        return all;
    }
}
