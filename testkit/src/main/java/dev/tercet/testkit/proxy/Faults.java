package dev.tercet.testkit.proxy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What is wrong with the line at a moment. Rate 0 means no limit. */
record Faults(
        long delayNanos, long bytesPerSecond, Set<Direction> swallowed, Set<Direction> frozen, boolean neverConnects) {
    static final Faults NONE = new Faults(0, 0, Set.of(), Set.of(), false);

    Faults withDelay(Duration delay) {
        return new Faults(delay.toNanos(), bytesPerSecond, swallowed, frozen, neverConnects);
    }

    Faults withRate(long rate) {
        return new Faults(delayNanos, rate, swallowed, frozen, neverConnects);
    }

    Faults alsoSwallowing(Direction direction) {
        return new Faults(delayNanos, bytesPerSecond, plus(swallowed, direction), frozen, neverConnects);
    }

    Faults alsoFrozen(Direction direction) {
        return new Faults(delayNanos, bytesPerSecond, swallowed, plus(frozen, direction), neverConnects);
    }

    Faults neverConnecting() {
        return new Faults(delayNanos, bytesPerSecond, swallowed, frozen, true);
    }

    private static Set<Direction> plus(Set<Direction> some, Direction another) {
        Set<Direction> all = EnumSet.of(another);
        all.addAll(some);
        return all;
    }
}
