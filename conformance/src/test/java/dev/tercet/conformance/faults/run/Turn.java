package dev.tercet.conformance.faults.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One scenario against one etcd.
 *
 * @param version empty for the newest, if it takes one at all
 * @param time how long it may take, about
 */
record Turn(Scenario scenario, Optional<String> version, Duration time) {
    /** Less is not worth the start of three members. */
    private static final Duration LEAST = Duration.ofSeconds(15);

    /** All that are wanted, which share the time. */
    static List<Turn> of(Wanted wanted) {
        List<String> versions = wanted.etcd().map(List::of).orElse(List.of("3.5", "newest"));
        List<Turn> turns = new ArrayList<>();
        for (Scenario scenario : Scenarios.ON_CLUSTERS) {
            versions.forEach(version -> turns.add(new Turn(scenario, Optional.of(version), Duration.ZERO)));
        }
        Scenarios.BY_THEMSELVES.forEach(scenario -> turns.add(new Turn(scenario, wanted.etcd(), Duration.ZERO)));
        Set<String> names = wanted.scenarios();
        turns.removeIf(turn -> !names.isEmpty() && !names.contains(turn.scenario.name()));
        Duration share = wanted.time().dividedBy(turns.size());
        Duration each = share.compareTo(LEAST) < 0 ? LEAST : share;
        return turns.stream()
                .map(turn -> new Turn(turn.scenario, turn.version, each))
                .toList();
    }

    /** What it is called in a path and for people. */
    String name() {
        return scenario.name() + version.map(some -> "-" + some).orElse("");
    }

    /** Of the seed of all, what is for this one: the same whichever others there are. */
    long seed(long all) {
        // Not negative, and with many more behind it: some count on from here.
        return (all ^ (name().hashCode() * 0x9E3779B97F4A7C15L)) >>> 2;
    }

    /** How to have it once more. */
    String again(long seed) {
        return String.format(
                        Locale.ROOT,
                        "./faults %.2f --seed %d --scenario %s",
                        time.toMillis() / 60_000.0,
                        seed,
                        scenario.name())
                + version.map(some -> " --etcd " + some).orElse("");
    }
}
