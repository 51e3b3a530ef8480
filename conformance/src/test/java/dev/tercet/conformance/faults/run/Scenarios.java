package dev.tercet.conformance.faults.run;

import static dev.tercet.conformance.faults.nemesis.FaultKind.*;

import dev.tercet.conformance.faults.embedded.EmbeddedScenario;
import dev.tercet.conformance.faults.load.LoadScenario;
import dev.tercet.conformance.faults.nemesis.FaultKind;
import dev.tercet.conformance.faults.wire.WireScenario;
import dev.tercet.conformance.faults.work.Work.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All scenarios that there are. */
final class Scenarios {
    /** What befalls members, and leaves a majority. */
    private static final Set<FaultKind> MEMBERS =
            EnumSet.of(KILL, PAUSE, RESTART, PARTITION_LEADER, PARTITION_MINORITY, PARTITION_PAIR, MOVE_LEADER);

    /** What befalls the lines between clients and members. */
    private static final Set<FaultKind> LINES = EnumSet.range(CUT, DUPLICATE_CONNECTS);

    /** All that clients do in earnest: nothing of it is to be lost. */
    private static final Set<Kind> IN_EARNEST = EnumSet.complementOf(EnumSet.of(Kind.BRIEF));

    /** Everything at once. */
    static final ClusterScenario MIXED = new ClusterScenario(
            "mixed",
            "all work by users, under faults of every kind",
            EnumSet.allOf(Kind.class),
            EnumSet.allOf(FaultKind.class),
            Set.of(),
            Duration.ofMillis(700),
            true);

    /** Those on three members of etcd, one version at a time. */
    static final List<Scenario> ON_CLUSTERS = List.of(
            new ClusterScenario(
                    "calls",
                    "reads, writes and transactions, while members die, stop and part",
                    EnumSet.of(Kind.REGISTERS),
                    with(MEMBERS, PAUSE_ALL, KILL_ALL),
                    Set.of(),
                    Duration.ofMillis(1_500),
                    false),
            new ClusterScenario(
                    "connections",
                    "the same, while their connections are cut, held up and lost",
                    EnumSet.of(Kind.REGISTERS, Kind.WATCHES),
                    LINES,
                    Set.of(),
                    Duration.ofMillis(400),
                    false),
            new ClusterScenario(
                    "watches",
                    "watches of all kinds, while history is compacted and members die",
                    EnumSet.of(Kind.REGISTERS, Kind.WATCHES),
                    with(
                            MEMBERS,
                            COMPACT,
                            COMPACT_NEARLY,
                            DEFRAGMENT,
                            CUT,
                            CUT_ALL,
                            CUT_AFTER_BYTES,
                            HALF_CLOSE,
                            PAUSE_ALL),
                    Set.of(),
                    Duration.ofMillis(800),
                    false),
            new ClusterScenario(
                    "leases-and-locks",
                    "leases, locks and an election, while members and connections fail",
                    EnumSet.of(Kind.LEASES, Kind.LOCKS, Kind.BRIEF),
                    with(
                            MEMBERS,
                            CUT,
                            CUT_ALL,
                            UNHEARD,
                            UNANSWERED,
                            BLACK_HOLE,
                            HELD_BACK,
                            DELAY,
                            REFUSE,
                            PAUSE_ALL,
                            KILL_ALL),
                    Set.of(),
                    Duration.ofMillis(1_200),
                    false),
            new ClusterScenario(
                    "tokens",
                    "all work by users whose tokens die, are revoked and are renewed",
                    IN_EARNEST,
                    with(Set.of(REVOKE_TOKENS, EXPIRE_TOKENS), KILL, PAUSE, MOVE_LEADER, CUT_ALL),
                    Set.of(EXPIRE_TOKENS),
                    Duration.ofMillis(1_500),
                    true),
            new ClusterScenario(
                    "members",
                    "all work, while members are removed and others take their places",
                    IN_EARNEST,
                    EnumSet.of(REPLACE, MOVE_LEADER, CUT_ALL),
                    Set.of(REPLACE),
                    Duration.ofMillis(2_000),
                    false),
            MIXED);

    /** Those that start no members, or one, in one version. */
    static final List<Scenario> BY_THEMSELVES = List.of(new EmbeddedScenario(), new WireScenario(), new LoadScenario());

    private Scenarios() {}

    /** What they are called, in the order of their turns. */
    static Set<String> names() {
        return Stream.concat(ON_CLUSTERS.stream(), BY_THEMSELVES.stream())
                .map(Scenario::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<FaultKind> with(Set<FaultKind> some, FaultKind... others) {
        Set<FaultKind> all = EnumSet.copyOf(some);
        all.addAll(List.of(others));
        return all;
    }
}
