package dev.tercet.conformance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

class FaultsCommandTest {
    @TempDir
    private Path folder;

    private static final Set<String> KNOWN = Set.of("calls", "watches");

    @Test
    void whatIsNotSaidIsAsItComes() {
        Wanted wanted = Wanted.of(List.of(), KNOWN);
        assertThat(wanted)
                .isEqualTo(new Wanted(
                        Duration.ofMinutes(5),
                        OptionalLong.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Path.of("target", "faults")));
    }

    @Test
    void everythingCanBeSaid() {
        Wanted wanted = Wanted.of(
                List.of(
                        "--seed",
                        "-7",
                        "1.5",
                        "--scenario",
                        "calls",
                        "--scenario",
                        "watches",
                        "--etcd",
                        "3.5",
                        "--out",
                        "o"),
                KNOWN);
        assertThat(wanted.time()).isEqualTo(Duration.ofSeconds(90));
        assertThat(wanted.seed()).hasValue(-7);
        assertThat(wanted.scenarios()).containsExactly("calls", "watches");
        assertThat(wanted.etcd()).contains("3.5");
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

    @Test
    void aCaseIsHadAgain() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> args = List.of("--scenario", "embedded", "--case", "7:1,2", "--out", folder.toString());
        assertThat(FaultsCommand.run(args, printing(out), System.err)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("clean", "times played");
    }

    @Test
    void helpNamesEveryScenario() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(FaultsCommand.run(List.of("--help"), printing(out), System.err))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(Scenarios.names());
    }

    @Test
    void aTurnHasTheSameSeedAloneAsAmongOthers() {
        String name = Scenarios.ON_CLUSTERS.get(0).name();
        List<Turn> all = Turn.of(Wanted.of(List.of(), Scenarios.names()));
        List<Turn> alone = Turn.of(Wanted.of(List.of("--scenario", name, "--etcd", "newest"), Scenarios.names()));
        assertThat(alone).hasSize(1);
        Turn same = all.stream()
                .filter(turn -> turn.name().equals(alone.get(0).name()))
                .findFirst()
                .orElseThrow();
        assertThat(alone.get(0).seed(42)).isEqualTo(same.seed(42));
        assertThat(all.stream().map(turn -> turn.seed(42))).doesNotHaveDuplicates();
        assertThat(alone.get(0).again(42)).isEqualTo("./faults 5.00 --seed 42 --scenario " + name + " --etcd newest");
    }

    @Test
    void theTableAddsUp() {
        Turn turn = new Turn(Scenarios.MIXED, Optional.of("3.5"), Duration.ofSeconds(1));
        Table table = new Table();
        Findings one = new Findings(Map.of("operations", 5L, "faults", 2L, "leases", 9L), List.of("bad"));
        table.add(turn, Duration.ofSeconds(3), one);
        table.add(
                turn, Duration.ofSeconds(4), new Findings(Map.of("operations", 7L, "unknown outcomes", 1L), List.of()));
        table.addNotRun(turn);
        assertThat(table.render().replaceAll(" +", " ").lines())
                .containsExactly(
                        "scenario etcd seconds operations faults unknown outcomes undecided violations",
                        "mixed 3.5 3 5 2 0 0 1",
                        "mixed 3.5 4 7 0 1 0 0",
                        "mixed 3.5 not run",
                        "together 7 12 2 1 0 1");
        assertThat(Table.others(one)).isEqualTo("leases 9");
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
