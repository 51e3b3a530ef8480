package dev.tercet.conformance.faults.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One scenario against one etcd.
 *
 * @param version empty for the newest, if it takes one at all
 * @param time how long it may take, about
 * @param one a case that is to be had again, by its name
 */
record Turn(Scenario scenario, Optional<String> version, Duration time, Optional<String> one) {
    /** Less is not worth the start of three members. */
    private static final Duration LEAST = Duration.ofSeconds(20);

    /** With so much time for all, each has enough to leave nothing out. */
    private static final Duration ENOUGH = Duration.ofMinutes(Wanted.FULL_MINUTES);

    /** All that are wanted, which share the time. */
    static List<Turn> of(Wanted wanted) {
        List<String> versions = wanted.etcd().map(List::of).orElse(List.of("3.5", "newest"));
        List<Turn> turns = new ArrayList<>();
        for (Scenario scenario : Scenarios.ON_CLUSTERS) {
            versions.forEach(
                    version -> turns.add(new Turn(scenario, Optional.of(version), Duration.ZERO, wanted.one())));
        }
        Scenarios.BY_THEMSELVES.forEach(
                scenario -> turns.add(new Turn(scenario, wanted.etcd(), Duration.ZERO, wanted.one())));
        Set<String> names = wanted.scenarios();
        turns.removeIf(turn -> !names.isEmpty() && !names.contains(turn.scenario.name()));
        return shared(wanted.time(), turns);
    }

    private static List<Turn> shared(Duration time, List<Turn> turns) {
        boolean enough = time.compareTo(ENOUGH) >= 0;
        // As it is written where a turn is to be had again.
        long rest = time.toMillis();
        int others = turns.size();
        if (enough) {
            List<Long> fulls = turns.stream()
                    .map(turn -> turn.scenario.full().toMillis())
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (long full : fulls) {
                if (full > rest / others) {
                    rest -= full;
                    others--;
                }
            }
        }
        Duration share = longer(LEAST, Duration.ofMillis(rest / others));
        return turns.stream()
                .map(turn -> new Turn(
                        turn.scenario, turn.version, enough ? longer(share, turn.scenario.full()) : share, turn.one))
                .toList();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** What it is called in a path and for people. */
    String name() {
        return scenario.name() + version.map(some -> "-" + some).orElse("");
    }

    /** What the folder of its reports is called: a case has one of its own, and leaves those alone that it was found in. */
    String folder() {
        return name() + (one.isPresent() ? "-case" : "");
    }

    /** Has it. */
    Findings run(long seed, Path folder) throws Exception {
        Plan plan = new Plan(seed, time, version.orElse("newest"), folder);
        return one.isPresent() ? scenario.again(one.get(), plan) : scenario.run(plan);
    }

    /** How to have it once more. */
    String again(long seed) {
        return one.map(name -> Again.one(scenario.name(), version, time, name))
                .orElseGet(() -> Again.seed(scenario.name(), version, time, seed));
    }
}
