package dev.tercet.conformance.faults.run;

import java.util.List;
import java.util.Map;

/**
 * What came of a scenario.
 *
 * @param counts what was done, in the order to be shown: {@code operations}, {@code faults}, {@code unknown outcomes} and so on
 * @param violations what must not be, each in words that name what and where; empty when all is well
 */
public record Findings(Map<String, Long> counts, List<String> violations) {}
