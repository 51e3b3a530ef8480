package dev.tercet.conformance.faults.run;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code ./faults --help} says. */
final class Usage {
    private static final String TEXT = """
            usage: ./faults [minutes] [option...]

            Tries the client while things fail, records what it does, and checks the record. All scenarios take
            their turns and share the minutes (%1$d); those with members of etcd run against 3.5 and the newest.
            With %2$d minutes or more nothing is left out: ./faults %2$d does all that the scenarios name. With less
            wire has fewer conversations, and load fewer clients, watches and locks.

            scenarios on three members:
            %3$s
            scenarios without a cluster, which run once:
            %4$s
            options:
              --scenario NAME   this one only; may be said several times
              --etcd VERSION    such as 3.5, 3.6.14 or newest, instead of 3.5 and newest
              --seed N          to have again what was drawn at random: what clients do, and which faults come
                                when. Threads and processes run as they like all the same, so that a violation
                                may take several runs to come back
              --case NAME       a case of the scenario once more, by the name that the finding gives it
              --out DIR         where reports go, as text and as a timeline in HTML (target/faults)

            Each run ends with the command that has it once more; of a violation in a round of a long run that is
            the command for this round. What is violated on three members is tried again, for ten minutes at most,
            with fewer and fewer of its faults.

            exit status: 0 all ran and nothing was found; 1 there are violations, or something could not be decided
            or not be run, such as for want of an etcd; 2 wrong use
            """;

    private Usage() {}

    static String text() {
        return TEXT.formatted(
                Wanted.DEFAULT_MINUTES,
                Wanted.FULL_MINUTES,
                lines(Scenarios.ON_CLUSTERS.stream()),
                lines(Scenarios.BY_THEMSELVES.stream()));
    }

    private static String lines(Stream<Scenario> scenarios) {
        return scenarios
                .map(each -> String.format(Locale.ROOT, "  %-17s %s%n", each.name(), each.says()))
                .collect(Collectors.joining());
    }
}
