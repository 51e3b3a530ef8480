package dev.tercet.conformance.faults.nemesis;

import java.time.Duration;
import java.util.Locale;

/**
 * One line of a schedule.
 *
 * @param at when the fault begins, counted from the start of the nemesis
 * @param lasts how long it is left alone
 */
public record Step(Duration at, Duration lasts, FaultKind kind, Fault fault) {
    Duration until() {
        return at.plus(lasts);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%8.3f s, for %5.3f s: %s, %s", at.toMillis() / 1e3, lasts.toMillis() / 1e3, kind, fault);
    }
}
