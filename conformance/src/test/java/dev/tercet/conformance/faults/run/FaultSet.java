package dev.tercet.conformance.faults.run;

import dev.tercet.conformance.faults.nemesis.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A seed, and which of the faults that follow from it are to come: the name of a case, as in {@code 7}, {@code 7:1,4} or
 * {@code 7:none}.
 *
 * @param numbers empty for all
 */
record FaultSet(long seed, Optional<Set<Integer>> numbers) {
    private static final Pattern NAME = Pattern.compile("([0-9]{1,15})(:(none|[0-9]{1,4}(,[0-9]{1,4})*))?");

    static FaultSet all(long seed) {
        return new FaultSet(seed, Optional.empty());
    }

    /**
     * Reads a name.
     *
     * @throws NoSuchCase if it is none
     */
    static FaultSet of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new NoSuchCase("a case is a seed and its faults, as in 7:1,4 or 7:none, not '" + name + "'");
        }
        return new FaultSet(
                Long.parseLong(parts.group(1)),
                Optional.ofNullable(parts.group(3)).map(FaultSet::numbers));
    }

    /** The name of a seed with these faults only. */
    static String name(long seed, List<Integer> numbers) {
        return seed + ":"
                + (numbers.isEmpty()
                        ? "none"
                        : numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /**
     * What is left of the schedule that follows from the seed.
     *
     * @throws NoSuchCase if some of its faults are not in there
     */
    Schedule of(Schedule whole) {
        return numbers.map(some -> only(some, whole)).orElse(whole);
    }

    private static Schedule only(Set<Integer> numbers, Schedule whole) {
        Set<Integer> unknown = new TreeSet<>(numbers);
        whole.steps().forEach(step -> unknown.remove(step.number()));
        if (!unknown.isEmpty()) {
            throw new NoSuchCase("with this seed and these minutes there are the faults 1 to "
                    + whole.steps().size() + ", and not " + unknown);
        }
        return whole.only(numbers);
    }

    private static Set<Integer> numbers(String list) {
        return list.equals("none")
                ? Set.of()
                : Arrays.stream(list.split(",")).map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
