package dev.tercet.conformance.faults.nemesis;

import java.time.Duration;
import java.util.Locale;

/**
 * One line of a schedule.
 *
 * @param number counted from 1 by the time of its begin, and the same whichever others are left out
 * @param at when the fault begins, counted from the start of the nemesis
 * @param lasts how long it is left alone
 */
public record Step(int number, Duration at, Duration lasts, FaultKind kind, Fault fault) {
    Duration until() {
        return at.plus(lasts);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%3d: %8.3f s, for %5.3f s: %s, %s",
                number,
                at.toMillis() / 1e3,
                lasts.toMillis() / 1e3,
                kind,
                fault);
    }
}
