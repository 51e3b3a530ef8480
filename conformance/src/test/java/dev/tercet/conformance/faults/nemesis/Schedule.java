package dev.tercet.conformance.faults.nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
    /** When those begin that come first: clients are at work by then. */
    private static final Duration SOON = Duration.ofMillis(500);

    /** What follows the last fault of a schedule that has lost others, for what it did to show. */
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    /** Time to get well before the members are hurt again. */
    private static final Duration REST = Duration.ofMillis(1_500);

    /** How far apart two looks for a fault that can begin are. */
    private static final Duration TICK = Duration.ofMillis(50);

    /** Copies the steps. */
    public Schedule {
        steps = List.copyOf(steps);
    }

    /** The same as the other of this name, with no kind before the others. */
    public static Schedule of(long seed, Duration length, Set<FaultKind> kinds, Duration gap) {
        return of(seed, length, kinds, Set.of(), gap);
    }

    /**
     * A schedule of faults that are all over after {@code length}. Each kind comes once before any comes twice.
     *
     * @param first those that come soon and before all others, since there might be no time left for them
     * @param gap how long after the begin of one fault the next one begins, on average, if what it touches is free
     */
    public static Schedule of(long seed, Duration length, Set<FaultKind> kinds, Set<FaultKind> first, Duration gap) {
        SplittableRandom dice = new SplittableRandom(seed);
        List<Step> steps = new ArrayList<>();
        List<FaultKind> bag = new ArrayList<>(shuffled(kinds, dice));
        bag.sort(Comparator.comparing((FaultKind kind) -> !first.contains(kind)));
        Map<Part, Duration> free = new EnumMap<>(Part.class);
        Duration at = first.isEmpty() ? about(gap, dice) : SOON;
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
            Step step = new Step(steps.size() + 1, at, kind.drawLength(dice), kind, kind.draw(dice));
            if (step.until().compareTo(length) <= 0) {
                steps.add(step);
                kind.touches().forEach(part -> free.put(part, freeAfter(step, part)));
            }
            at = at.plus(about(gap, dice));
        }
        return new Schedule(seed, length, steps);
    }

    /** The same with fewer faults, and over as soon as they allow. */
    public Schedule with(List<Step> fewer) {
        Duration over = fewer.stream()
                .map(Step::until)
                .max(Comparator.naturalOrder())
                .orElse(length)
                .plus(AFTERMATH);
        return new Schedule(seed, over.compareTo(length) < 0 ? over : length, fewer);
    }

    /** The same with those faults only that have one of these numbers. */
    public Schedule only(Set<Integer> numbers) {
        return with(
                steps.stream().filter(step -> numbers.contains(step.number())).toList());
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
