package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the members were, by what they said themselves: what a client may put its troubles down to. */
final class Vitals {
    /** A member may be so much later than the others to do what all have agreed on. */
    private static final long LAG = 1_000_000_000L;

    private final List<Glance> glances;
    private final long taken;
    private final List<Event> terms = new ArrayList<>();
    private final List<Event> compactions = new ArrayList<>();

    /**
     * Something that is known to have happened after one time and before another.
     *
     * @param value what came of it: a term, or a revision
     */
    record Event(long after, long before, long value) {}

    /** From and to. */
    record Span(long began, long ended) {
        boolean touches(long from, long to) {
            return began <= to && from <= ended;
        }
    }

    Vitals(History history) {
        glances = history.glances();
        taken = history.taken();
        Map<Integer, Long> lower = new HashMap<>();
        long term = 0;
        long termAsked = 0;
        long compacted = 0;
        for (Glance glance : glances) {
            if (glance.term() > term) {
                if (term > 0) {
                    terms.add(new Event(termAsked, glance.at(), glance.term()));
                }
                term = glance.term();
            }
            if (glance.term() == term) {
                termAsked = Math.max(termAsked, glance.asked());
            }
            if (glance.compacted() > compacted) {
                compacted = glance.compacted();
                long after = lower.getOrDefault(glance.member(), 0L) - LAG;
                compactions.add(new Event(after, glance.at(), compacted));
            }
            if (glance.compacted() >= 0) {
                lower.put(glance.member(), glance.asked());
            }
        }
    }

    /** Whether anybody asked the members at all. */
    boolean isKnown() {
        return !glances.isEmpty();
    }

    /** All times longer than this for which no member was known to have a majority. */
    List<Span> withoutMajority(long longerThan) {
        return isKnown() ? unwell(glances, longerThan) : List.of();
    }

    /** All times longer than this for which one member or another was not known to have a majority. */
    List<Span> anyUnwell(long longerThan) {
        List<Span> spans = new ArrayList<>();
        glances.stream()
                .collect(Collectors.groupingBy(Glance::member))
                .values()
                .forEach(each -> spans.addAll(unwell(each, longerThan)));
        return spans;
    }

    private List<Span> unwell(List<Glance> some, long longerThan) {
        List<Span> spans = new ArrayList<>();
        long last = 0;
        for (Glance glance : some) {
            if (glance.healthy()) {
                if (glance.at() - last > longerThan) {
                    spans.add(new Span(last, glance.at()));
                }
                last = Math.max(last, glance.asked());
            }
        }
        if (taken - last > longerThan) {
            spans.add(new Span(last, Operation.NEVER));
        }
        return spans;
    }

    /** The begin of each new term, in order; not of the one that they began with. */
    List<Event> newTerms() {
        return terms;
    }

    /** Up to which revision what was may have been forgotten by then; 0 if nothing was. */
    long compactedBy(long time) {
        long revision = 0;
        for (Event each : compactions) {
            if (each.after() <= time) {
                revision = Math.max(revision, each.value());
            }
        }
        return revision;
    }
}
