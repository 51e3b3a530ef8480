package dev.tercet.conformance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsCommandTest {
    private static final Set<String> KNOWN = Set.of("calls", "watches");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    /** A scenario, in short. */
    private interface Run {
        Findings run(Plan plan);
    }

    @Test
    void whatIsNotSaidIsAsItComes() {
        Wanted wanted = Wanted.of(List.of(), KNOWN);
        assertThat(wanted)
                .isEqualTo(new Wanted(
                        Duration.ofMinutes(10),
                        OptionalLong.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Path.of("target", "faults")));
    }

    @Test
    void everythingCanBeSaid() {
        Wanted wanted = Wanted.of(
                List.of("--seed", "7", "1.5", "--scenario", "calls", "--etcd", "3.5", "--case", "3:14", "--out", "o"),
                KNOWN);
        assertThat(wanted.time()).isEqualTo(Duration.ofSeconds(90));
        assertThat(wanted.seed()).hasValue(7);
        assertThat(wanted.scenarios()).containsExactly("calls");
        assertThat(wanted.etcd()).contains("3.5");
        assertThat(wanted.one()).contains("3:14");
        assertThat(wanted.out()).isEqualTo(Path.of("o"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, minutes",
        "-1, there is no option -1",
        "NaN, minutes",
        "1e3, minutes",
        "five, 'not ''five'''",
        "1 2, said already",
        "--seed, needs a value",
        "--seed x, whole number",
        "--seed -1, whole number",
        "--seed 1234567890123456, 15 digits",
        "--scenario nope, 'there are '",
        "--etcd latest, 3.6.14 or newest",
        "--case 1, one --scenario",
        "--verbose, there is no option --verbose"
    })
    void mistakesAreRefusedInWords(String line, String words) {
        assertThatThrownBy(() -> Wanted.of(List.of(line.split(" ")), KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void wrongUseHasAStatusOfItsOwnAndStartsNothing() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = FaultsCommand.run(List.of("--scenario", "nope"), printing(out), printing(err));
        assertThat(status).isEqualTo(FaultsCommand.WRONG_USE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'nope'", "--help");
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "embedded, x, a case is a seed",
        "embedded, '7:9999', steps",
        "wire, NOPE:1@7, 'a case is one of [CALLS'",
        "load, 7, has no cases",
        "calls, '7:', 'a case is a seed and its faults'"
    })
    void aCaseThatThereIsNotIsWrongUse(String scenario, String one, String words) throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path before =
                Files.createDirectories(folder.resolve(scenario + "-newest")).resolve(Leaves.FINDINGS);
        Files.writeString(before, "what was found");
        List<String> args =
                List.of("--scenario", scenario, "--case", one, "--etcd", "newest", "--out", folder.toString());
        assertThat(FaultsCommand.run(args, printing(said), printing(err))).isEqualTo(FaultsCommand.WRONG_USE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("faults: no case " + one + ": ")
                .contains(words);
        assertThat(before).hasContent("what was found");
    }

    @Test
    void whereNothingCanBeWrittenNothingIsRun() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path file = Files.createFile(folder.resolve("file"));
        List<String> args =
                List.of("--scenario", "embedded", "--out", file.resolve("out").toString());
        assertThat(FaultsCommand.run(args, printing(said), printing(err))).isEqualTo(FaultsCommand.WRONG_USE);
        assertThat(said.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no reports can be written below " + file);
    }

    @Test
    void onlyWhatARunHasLeftGoesBeforeTheNext() throws Exception {
        List<String> left = List.of("findings.txt", "not-run.txt", "round-2/report.html", "fewer-faults/schedule.txt");
        List<String> others = List.of("notes.txt", "round-1/notes.txt", "mine/report.txt");
        for (List<String> some : List.of(left, others)) {
            for (String each : some) {
                Files.createDirectories(folder.resolve(each).getParent());
                Files.writeString(folder.resolve(each), each);
            }
        }
        Leaves.clear(folder);
        assertThat(left).noneMatch(each -> Files.exists(folder.resolve(each)));
        assertThat(others).allMatch(each -> Files.exists(folder.resolve(each)));
        assertThat(folder.resolve("round-2")).doesNotExist();
    }

    @Test
    void aCaseIsHadAgain() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> args = List.of("--scenario", "embedded", "--case", "7:1,2", "--out", folder.toString());
        assertThat(FaultsCommand.run(args, printing(out), System.err)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("case 7:1,2, 1 run of ", "clean", "times played");
    }

    @Test
    void helpNamesEveryScenario() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(FaultsCommand.run(List.of("--help"), printing(out), System.err))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(Scenarios.names());
    }

    @Test
    void anHourIsEnoughForAllThatThereIs() {
        List<Turn> hour = Turn.of(Wanted.of(List.of("60"), Scenarios.names()));
        assertThat(hour).allMatch(turn -> turn.time().compareTo(turn.scenario().full()) >= 0);
        assertThat(hour.stream().mapToLong(turn -> turn.time().toSeconds()).sum())
                .isBetween(59L * 60, 60L * 60);
        assertThat(hour.stream().filter(turn -> turn.scenario() instanceof ClusterScenario))
                .extracting(Turn::time)
                .containsOnly(Duration.ofMinutes(3));
        assertThat(Turn.of(Wanted.of(List.of("59"), Scenarios.names())))
                .extracting(Turn::time)
                .as("shared alike")
                .hasSameSizeAs(hour)
                .containsOnly(Duration.ofMillis(59 * 60_000 / hour.size()));
    }

    @Test
    void whoHasEnoughAnyhowHasNoMoreThanOthers() {
        List<String> args = List.of("69", "--scenario", "wire", "--scenario", "embedded", "--scenario", "load");
        assertThat(Turn.of(Wanted.of(args, Scenarios.names())))
                .hasSize(3)
                .extracting(Turn::time)
                .containsOnly(Duration.ofMinutes(23));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "60", "200"})
    void whatIsPrintedHasTheSameTurnAlone(String minutes) {
        for (Turn turn : Turn.of(Wanted.of(List.of(minutes), Scenarios.names()))) {
            assertThat(Turn.of(again(turn.again(42)))).containsExactly(turn);
        }
        Turn one = new Turn(Scenarios.MIXED, Optional.of("3.5"), Duration.ofSeconds(100), Optional.of("7:2,9"));
        assertThat(one.again(42)).isEqualTo("./faults 1.66667 --scenario mixed --etcd 3.5 --case 7:2,9");
        assertThat(Turn.of(again(one.again(42)))).containsExactly(one);
    }

    private static Wanted again(String command) {
        assertThat(command).startsWith("./faults ");
        return Wanted.of(List.of(command.split(" ")).subList(1, command.split(" ").length), Scenarios.names());
    }

    @Test
    void theTableAddsUp() {
        Turn turn = turn(Scenarios.MIXED);
        Table table = new Table();
        Findings one = new Findings(Map.of("operations", 5L, "faults", 2L, "leases", 9L), List.of("bad"));
        table.add(turn, Duration.ofSeconds(3), one);
        Map<String, Long> counts =
                Map.of("operations", 7L, "faults", 0L, "faults not applied", 3L, "unknown outcomes", 1L);
        table.add(turn, Duration.ofSeconds(4), new Findings(counts, List.of(), List.of("open")));
        table.addNotRun(turn);
        assertThat(table.render().replaceAll(" +", " ").lines())
                .containsExactly(
                        "scenario etcd seconds operations faults faults not applied unknown outcomes undecided violations",
                        "mixed 3.5 3 5 2 - - 0 1",
                        "mixed 3.5 4 7 0 3 1 1 0",
                        "mixed 3.5 not run",
                        "together 7 12 2 3 1 1 1");
        assertThat(Table.others(one)).isEqualTo("leases 9");
    }

    @Test
    void onlyWhatRanAndFoundNothingIsClean() throws Exception {
        Map<String, Long> counts = Map.of("operations", 1L);
        assertThat(status(plan -> new Findings(counts, List.of()))).isEqualTo(FaultsCommand.CLEAN);
        assertThat(said()).contains("clean", "again: ./faults 1 --scenario made-up --seed 7");
        assertThat(status(plan -> new Findings(counts, List.of("bad")))).isEqualTo(FaultsCommand.VIOLATED);
        assertThat(said()).contains("1 VIOLATIONS", "! bad", "again: ").doesNotContain("clean");
        assertThat(status(plan -> new Findings(counts, List.of(), List.of("who knows"))))
                .isEqualTo(FaultsCommand.VIOLATED);
        assertThat(said()).contains("1 UNDECIDED", "? who knows", "again: ").doesNotContain("clean");
        assertThat(folder.resolve("made-up/findings.txt"))
                .content()
                .contains("violations: 0", "undecided: 1", "who knows");
        assertThat(status(plan -> new Findings(Map.of("operations", 0L), List.of())))
                .isEqualTo(FaultsCommand.VIOLATED);
        assertThat(said()).contains("NOTHING WAS DONE").doesNotContain("clean");
        assertThat(status(plan -> {
                    throw new IllegalStateException("no etcd");
                }))
                .isEqualTo(FaultsCommand.VIOLATED);
        assertThat(said()).contains("NOT RUN: ", "no etcd", "again: ").doesNotContain("clean");
    }

    private int status(Run run) throws Exception {
        said.reset();
        Scenario scenario = new Scenario() {
            @Override
            public String name() {
                return "made-up";
            }

            @Override
            public String says() {
                return "nothing";
            }

            @Override
            public Findings run(Plan plan) {
                return run.run(plan);
            }
        };
        Wanted wanted = Wanted.of(List.of("1", "--seed", "7", "--out", folder.toString()), KNOWN);
        Turn turn = new Turn(scenario, Optional.empty(), Duration.ofMinutes(1), Optional.empty());
        return new FaultsCommand(wanted, printing(said)).run(List.of(turn));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Turn turn(Scenario scenario) {
        return new Turn(scenario, Optional.of("3.5"), Duration.ofSeconds(1), Optional.empty());
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
