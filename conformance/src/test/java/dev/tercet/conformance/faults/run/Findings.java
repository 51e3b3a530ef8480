package dev.tercet.conformance.faults.run;

import java.util.List;
import java.util.Map;

/**
 * What came of a scenario.
 *
 * @param counts what was done, in the order to be shown: {@code operations}, {@code faults}, {@code unknown outcomes} and so on
 * @param violations what must not be, each in words that name what and where; empty when all is well
 * @param undecided what could not be found out, or not be run: as bad, until somebody has looked
 */
public record Findings(Map<String, Long> counts, List<String> violations, List<String> undecided) {
    /** With nothing left open. */
    public Findings(Map<String, Long> counts, List<String> violations) {
        this(counts, violations, List.of());
    }

    /** Whether all was done, and all is well. */
    public boolean isClean() {
        return violations.isEmpty()
                && undecided.isEmpty()
                && counts.values().stream().anyMatch(count -> count > 0);
    }
}
