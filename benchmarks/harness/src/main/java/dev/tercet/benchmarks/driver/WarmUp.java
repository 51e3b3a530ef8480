package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How long a contender does a row unmeasured before it is measured: in full where its process does that for the first time, and a quarter
 * of it at a later server, where all is compiled and only the connection is new.
 */
final class WarmUp {
    private final long millis;
    private final Map<Contender, Set<Row>> known = new EnumMap<>(Contender.class);

    /** So long in full. */
    WarmUp(long millis) {
        this.millis = millis;
    }

    /** For how many milliseconds this one is to do this row now; after that it knows it. */
    long next(Contender contender, Row row) {
        return known.computeIfAbsent(contender, none -> new HashSet<>()).add(row) ? millis : millis / 4;
    }

    /** Its process has ended, and the next one knows nothing. */
    void forget(Contender contender) {
        known.remove(contender);
    }
}
