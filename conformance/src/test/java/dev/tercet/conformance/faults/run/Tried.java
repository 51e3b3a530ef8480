package dev.tercet.conformance.faults.run;

import dev.tercet.conformance.faults.nemesis.FaultKind;
import dev.tercet.conformance.faults.nemesis.Part;
import dev.tercet.conformance.faults.nemesis.Schedule;
import dev.tercet.conformance.faults.nemesis.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which kinds of faults a run was to meet, and which it met: clients that its own faults never struck have shown nothing.
 *
 * @param impossible those that the scenario wants and the machine does not allow
 * @param planned those that were to come
 * @param applied those that came
 */
record Tried(Set<FaultKind> impossible, Set<FaultKind> planned, Set<FaultKind> applied) {
    /** Nothing, and nothing was to be. */
    static final Tried NOTHING = new Tried(Set.of(), Set.of(), Set.of());

    private static final String NOT_TRIED = "NOT TRIED: ";

    /** What is said first where no member can be kept from another. */
    static final String NO_PARTITIONS = NOT_TRIED + "partitions";

    /**
     * What became of a schedule.
     *
     * @param wanted the kinds that the scenario wants
     * @param possible those that the machine allows
     * @param applied the names of those that came
     */
    static Tried of(Set<FaultKind> wanted, Set<FaultKind> possible, Schedule schedule, Set<String> applied) {
        Set<FaultKind> impossible = EnumSet.copyOf(wanted);
        impossible.removeAll(possible);
        Set<FaultKind> came = EnumSet.allOf(FaultKind.class);
        came.removeIf(kind -> !applied.contains(kind.words()));
        return new Tried(impossible, schedule.steps().stream().map(Step::kind).collect(Collectors.toSet()), came);
    }

    /** Both together. */
    Tried and(Tried other) {
        return new Tried(
                both(impossible, other.impossible), both(planned, other.planned), both(applied, other.applied));
    }

    private static Set<FaultKind> both(Set<FaultKind> one, Set<FaultKind> other) {
        Set<FaultKind> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    /**
     * What is lacking, in words; empty if nothing is.
     *
     * @param first the kinds that the scenario is about
     */
    List<String> lacks(Set<FaultKind> first) {
        List<String> lacks = new ArrayList<>();
        if (impossible.stream().anyMatch(FaultKind::isPartition)) {
            lacks.add(NO_PARTITIONS + ", since this machine neither has network namespaces nor tells who calls a peer");
        }
        new TreeSet<>(first)
                .stream()
                        .filter(kind -> !applied.contains(kind))
                        .forEach(kind -> lacks.add(NOT_TRIED + kind + ", which this scenario is about"));
        for (Part part : Part.values()) {
            Set<FaultKind> wanted = of(planned, part);
            if (!wanted.isEmpty() && of(applied, part).isEmpty()) {
                lacks.add(NOT_TRIED + "any of " + wanted + ", of which none could be brought about");
            }
        }
        return lacks;
    }

    /** Those that touch this part alone. */
    private static Set<FaultKind> of(Set<FaultKind> kinds, Part part) {
        return kinds.stream()
                .filter(kind -> kind.touches().equals(Set.of(part)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
