package dev.tercet.conformance.faults.nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which faults come when. It follows from the arguments of {@link #of} alone, and is known before anything happens.
 *
 * @param steps by the time at which they begin
 */
public record Schedule(long seed, Duration length, List<Step> steps) {
    /** Time to get well before the members are hurt again. */
    private static final Duration REST = Duration.ofMillis(1_500);

    /** How far apart two looks for a fault that can begin are. */
    private static final Duration TICK = Duration.ofMillis(50);

    /** Copies the steps. */
    public Schedule {
        steps = List.copyOf(steps);
    }

    /**
     * A schedule of faults that are all over after {@code length}. Each kind comes once before any comes twice.
     *
     * @param gap how long after the begin of one fault the next one begins, on average, if what it touches is free
     */
    public static Schedule of(long seed, Duration length, Set<FaultKind> kinds, Duration gap) {
        SplittableRandom dice = new SplittableRandom(seed);
        List<Step> steps = new ArrayList<>();
        List<FaultKind> bag = new ArrayList<>();
        Map<Part, Duration> free = new EnumMap<>(Part.class);
        Duration at = about(gap, dice);
        while (!kinds.isEmpty() && at.compareTo(length) < 0) {
            if (bag.isEmpty()) {
                bag.addAll(shuffled(kinds, dice));
            }
            Duration now = at;
            Optional<FaultKind> next =
                    bag.stream().filter(each -> isFree(each, free, now)).findFirst();
            if (next.isEmpty()) {
                at = at.plus(TICK);
                continue;
            }
            FaultKind kind = next.get();
            bag.remove(kind);
            Step step = new Step(at, kind.drawLength(dice), kind, kind.draw(dice));
            if (step.until().compareTo(length) <= 0) {
                steps.add(step);
                kind.touches().forEach(part -> free.put(part, freeAfter(step, part)));
            }
            at = at.plus(about(gap, dice));
        }
        return new Schedule(seed, length, steps);
    }

    private static boolean isFree(FaultKind kind, Map<Part, Duration> free, Duration at) {
        return kind.touches().stream()
                .allMatch(part -> free.getOrDefault(part, Duration.ZERO).compareTo(at) <= 0);
    }

    private static Duration freeAfter(Step step, Part part) {
        return part == Part.MEMBERS ? step.until().plus(REST) : step.until();
    }

    private static Duration about(Duration mean, SplittableRandom dice) {
        return Duration.ofMillis(dice.nextLong(0, 2 * mean.toMillis() + 1));
    }

    private static List<FaultKind> shuffled(Set<FaultKind> kinds, SplittableRandom dice) {
        // Sorted first: the order of a set of this JVM is not that of another.
        List<FaultKind> order = new ArrayList<>(new TreeSet<>(kinds));
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, dice.nextInt(i + 1));
        }
        return order;
    }

    /** One line for each step. */
    @Override
    public String toString() {
        return steps.stream()
                .map(Step::toString)
                .collect(Collectors.joining("\n", "seed " + seed + ", " + length.toSeconds() + " s\n", "\n"));
    }
}
