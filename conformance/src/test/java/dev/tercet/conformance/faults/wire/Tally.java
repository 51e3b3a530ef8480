package dev.tercet.conformance.faults.wire;

import dev.tercet.conformance.faults.run.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was tried and what went wrong, counted by many threads at once. */
public final class Tally {
    /** After so many, more of them help nobody. */
    public static final int MANY = 50;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long more;

    /** One more case of this kind. */
    public void count(String kind) {
        count(kind, 1);
    }

    /** More cases of this kind. */
    public synchronized void count(String kind, long cases) {
        counts.merge(kind, cases, Long::sum);
    }

    /** Something that must not be. */
    public synchronized void violation(String words) {
        if (violations.size() < MANY) {
            violations.add(words);
        } else {
            more++;
        }
    }

    public void violations(List<String> all) {
        all.forEach(this::violation);
    }

    /** Whether there is a point in going on. */
    public synchronized boolean isFull() {
        return violations.size() >= MANY;
    }

    /** What went wrong so far. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many cases there were of the kinds that begin so. */
    public synchronized long cases(String prefix) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public synchronized Findings findings() {
        List<String> all = new ArrayList<>(violations);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return new Findings(new LinkedHashMap<>(counts), all);
    }
}
