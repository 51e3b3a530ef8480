package dev.tercet.conformance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.conformance.faults.check.Violation;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.conformance.faults.nemesis.FaultKind;
import dev.tercet.conformance.faults.nemesis.Schedule;
import dev.tercet.conformance.faults.nemesis.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds that are made up: what is wrong in them depends on their faults alone, or on nothing. */
class ReplaysTest {
    private static final Schedule SCHEDULE =
            Schedule.of(3, Duration.ofSeconds(63), EnumSet.allOf(FaultKind.class), Scenarios.MIXED.gap());
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private int runs;

    private static Round.Played played(Schedule schedule, String... rules) {
        List<Violation> found = List.of(rules).stream()
                .map(rule -> new Violation(rule, "so it is", List.of(), Operation.NEVER))
                .toList();
        return new Round.Played(
                "made up",
                schedule,
                List.of(),
                Tried.of(Set.of(FaultKind.KILL), Set.of(FaultKind.KILL), schedule, Set.of("kill")),
                new Recorder().history(),
                Map.of("operations", 1L),
                found);
    }

    /** A round by its replay. */
    private interface Play {
        Round.Played play(UnaryOperator<Schedule> changes);
    }

    private static Replays.Case round(Play play) {
        return new Replays.Case() {
            @Override
            public Round.Played play(UnaryOperator<Schedule> changes) {
                return play.play(changes);
            }

            @Override
            public String again() {
                return "./faults";
            }

            @Override
            public String again(List<Integer> numbers) {
                return "./faults --case " + FaultSet.name(3, numbers);
            }
        };
    }

    private Replays replays(Predicate<Set<Integer>> isWrong) {
        return new Replays(
                round(changes -> {
                    runs++;
                    Schedule schedule = changes.apply(SCHEDULE);
                    boolean wrong = isWrong.test(
                            schedule.steps().stream().map(Step::number).collect(Collectors.toSet()));
                    // What is wrong besides is another matter.
                    return wrong ? played(schedule, "once", "work") : played(schedule, "other", Violation.UNDECIDED);
                }),
                played(SCHEDULE, "once"),
                folder);
    }

    @Test
    void onlyTheFaultsThatItTakesAreLeft() {
        String told = replays(numbers -> numbers.containsAll(Set.of(2, 9))).within(LONG);
        assertThat(told)
                .startsWith("seen again after 1 run;")
                .contains("are 2 of " + SCHEDULE.steps().size() + ":")
                .contains(
                        SCHEDULE.steps().get(1).toString(),
                        SCHEDULE.steps().get(8).toString())
                .endsWith("\nagain by ./faults --case 3:2,9");
        assertThat(folder.resolve("report.txt")).content().contains("once: so it is");
        assertThat(folder.resolve("schedule.txt"))
                .content()
                .contains(SCHEDULE.steps().get(8).toString());
    }

    @Test
    void whatTakesNoFaultsIsToldWithNone() {
        assertThat(replays(numbers -> true).within(LONG)).endsWith(" --case 3:none");
    }

    @Test
    void whatIsNotSeenAgainIsSaidToBeSo() {
        assertThat(replays(numbers -> false).within(LONG))
                .startsWith("not seen again in 3 runs with the same seed and the same faults");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRunThatFailsSaysNothingOfTheClient() {
        assertThat(new Replays(failing(), played(SCHEDULE, "once"), folder).within(LONG))
                .startsWith("not seen again in 3 runs, of which 3 failed");
    }

    @Test
    void withoutTimeNothingIsTried() {
        assertThat(replays(numbers -> true).within(Duration.ZERO)).startsWith("not seen again in 0 runs");
        assertThat(runs).isZero();
    }

    @Test
    void whatOneRoundFoundIsKeptWhenAnotherFails() throws Exception {
        Rounds rounds = new Rounds();
        rounds.add(
                "round 1: ", round(changes -> played(SCHEDULE, "once", Violation.UNDECIDED)), whole -> whole, folder);
        rounds.add("round 2: ", failing(), whole -> whole, folder);
        rounds.add("round 3: ", round(changes -> played(SCHEDULE, Round.NOT_FINISHED)), whole -> whole, folder);
        rounds.add("round 4: ", round(changes -> played(SCHEDULE, Round.NOTHING)), whole -> whole, folder);
        Findings findings = rounds.findings();
        assertThat(findings.counts()).containsEntry("operations", 3L);
        assertThat(findings.violations())
                .containsExactly("round 1: once: so it is", "round 4: " + Round.NOTHING + ": so it is");
        assertThat(findings.undecided())
                .containsExactly(
                        "round 1: undecided: so it is",
                        "round 2: not run: java.lang.IllegalStateException: no etcd",
                        "round 3: not finished: so it is");
        assertThat(folder.resolve("not-run.txt")).content().contains("no etcd", "at dev.tercet");
    }

    @Test
    void whatAllRoundsAreAboutAndNoneMetIsUndecided() throws Exception {
        Rounds rounds = new Rounds();
        rounds.add("1: ", round(changes -> played(SCHEDULE.only(Set.of()))), whole -> whole, folder);
        rounds.add("2: ", failing(), whole -> whole, folder);
        rounds.demand(Set.of(FaultKind.KILL));
        assertThat(rounds.findings().undecided()).hasSize(1);
        rounds.demand(Set.of(FaultKind.KILL, FaultKind.REPLACE));
        assertThat(rounds.findings().undecided()).last().isEqualTo("NOT TRIED: replace, which this scenario is about");
    }

    @Test
    void whereNothingCouldBeRunThereAreNoFindings() throws Exception {
        Rounds rounds = new Rounds();
        rounds.add("", failing(), whole -> whole, folder);
        assertThatThrownBy(rounds::findings)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no etcd");
    }

    @Test
    void theFirstViolationIsToldWithItsFaults() throws Exception {
        Rounds rounds = new Rounds();
        rounds.add("1: ", round(changes -> played(SCHEDULE, Round.NOTHING)), whole -> whole, folder);
        rounds.add("2: ", round(changes -> played(changes.apply(SCHEDULE), "once")), whole -> whole, folder);
        rounds.reduce(LONG, folder);
        assertThat(rounds.findings().violations())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("2: once: so it is\nseen again after 1 run;")
                .endsWith("again by ./faults --case 3:none");
    }

    @Test
    void aCaseIsSaidAndReadInOneWay() {
        assertThat(FaultSet.of(FaultSet.name(12, List.of(9, 2))))
                .isEqualTo(new FaultSet(12, Optional.of(Set.of(2, 9))));
        assertThat(FaultSet.of(FaultSet.name(12, List.of()))).isEqualTo(new FaultSet(12, Optional.of(Set.of())));
        assertThat(FaultSet.of("12")).isEqualTo(FaultSet.all(12));
        assertThat(FaultSet.of("3:2,9").of(SCHEDULE).steps())
                .extracting(Step::number)
                .containsExactly(2, 9);
        assertThat(FaultSet.of("3").of(SCHEDULE)).isEqualTo(SCHEDULE);
        int last = SCHEDULE.steps().size();
        assertThatThrownBy(() -> FaultSet.of("3:2," + (last + 7)).of(SCHEDULE))
                .isInstanceOf(NoSuchCase.class)
                .hasMessageContaining("1 to " + last + ", and not [" + (last + 7) + "]");
        for (String wrong : List.of("", "x", "-1", "3:", "3:1,", "3:none,1", "3;1", "1234567890123456")) {
            assertThatThrownBy(() -> FaultSet.of(wrong))
                    .isInstanceOf(NoSuchCase.class)
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    private static Replays.Case failing() {
        return round(changes -> {
            throw new IllegalStateException("no etcd");
        });
    }
}
