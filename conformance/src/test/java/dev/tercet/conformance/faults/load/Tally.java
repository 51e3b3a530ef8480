package dev.tercet.conformance.faults.load;

import dev.tercet.conformance.faults.run.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was done, and what must not be.
 *
 * <p>Threads: any; the monitor guards both. Of each kind of violation only the first few are kept: ten thousand of one say no more.
 */
final class Tally {
    private static final int OF_A_KIND = 5;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> violations = new LinkedHashMap<>();

    synchronized void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    void count(String what) {
        count(what, 1);
    }

    /** How much of it there was. */
    synchronized long counted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Takes what another has, with words to tell it from this. */
    void take(Tally other, String words) {
        Findings its = other.findings();
        its.counts().forEach((what, amount) -> count(what + words, amount));
        its.violations().forEach(each -> violation(each + words, ""));
    }

    /** Keeps the greatest. */
    synchronized void most(String what, long amount) {
        counts.merge(what, amount, Math::max);
    }

    /** Notes what must not be: its kind, and the case. */
    synchronized void violation(String kind, String details) {
        List<String> some = violations.computeIfAbsent(kind, key -> new ArrayList<>());
        if (some.size() < OF_A_KIND) {
            some.add(kind + ": " + details);
        } else if (some.size() == OF_A_KIND) {
            some.add(kind + ": and more");
        }
    }

    synchronized Findings findings() {
        List<String> all = violations.values().stream().flatMap(List::stream).toList();
        return new Findings(new LinkedHashMap<>(counts), all);
    }
}
