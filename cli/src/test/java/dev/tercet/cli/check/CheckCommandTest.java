package dev.tercet.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The loads for a moment instead of a minute, and with few keys. */
class CheckCommandTest {
    private final BesideEtcdctl both = BesideEtcdctl.shared();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(boolean terminal, Function<Cli, Callable<Integer>> command, String... words) {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                false,
                new Out("standard output", out, false),
                new Out("standard error", err, terminal));
        Map<String, String> environment =
                Map.of("ETCDCTL_ENDPOINTS", both.etcd().endpoint(0), "XDG_CONFIG_HOME", "/nowhere");
        try (Cli cli = new Cli(streams, environment)) {
            int code = new CommandLine(command.apply(cli)).execute(words);
            cli.out().flush();
            cli.err().flush();
            return code;
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void perfSaysWhatEtcdctlSays() {
        int code = run(true, cli -> new PerfCommand(cli, Duration.ofMillis(700)), "--prefix=check-perf/");
        assertThat(said().replaceAll("\\d+(\\.\\d{6})?", "N"))
                .matches("(PASS: Throughput is|FAIL: Throughput too low:) N writes/s\n"
                        + "(PASS: Slowest request took|Slowest request took too long:) Ns\n"
                        + "(PASS: Stddev is|Stddev too high:) Ns\n(PASS|FAIL)\n");
        assertThat(said()).endsWith(code == 0 ? "\nPASS\n" : "\nFAIL\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("\r\u001b[K[=", "%")
                .endsWith("\n");
        assertThat(both.tercet("get", "--prefix", "check-perf/").out()).isEmpty();
    }

    private static Times times(long nanos, long... millis) {
        Times times = new Times();
        for (long each : millis) {
            times.done(each * 1_000_000);
        }
        return times.ended(nanos);
    }

    @Test
    void aVerdictIsOnRateAndSlownessAndSpread() {
        assertThat(Verdict.of(times(1_000_000_000, 10, 20, 30), 3))
                .isEqualTo(new Verdict(
                        List.of(
                                "PASS: Throughput is 4 writes/s",
                                "PASS: Slowest request took 0.030000s",
                                "PASS: Stddev is 0.008165s"),
                        true));
        assertThat(Verdict.of(times(2_000_000_000, 10, 20, 30), 3))
                .isEqualTo(new Verdict(
                        List.of(
                                "FAIL: Throughput too low: 2 writes/s",
                                "PASS: Slowest request took 0.030000s",
                                "PASS: Stddev is 0.008165s"),
                        false));
        assertThat(Verdict.of(times(1_000_000_000, 600, 600, 600), 3))
                .isEqualTo(new Verdict(
                        List.of(
                                "PASS: Throughput is 4 writes/s",
                                "Slowest request took too long: 0.600000s",
                                "PASS: Stddev is 0.000000s"),
                        false));
        assertThat(Verdict.of(times(1_000_000_000, 10, 400), 2))
                .isEqualTo(new Verdict(
                        List.of(
                                "PASS: Throughput is 3 writes/s",
                                "PASS: Slowest request took 0.400000s",
                                "Stddev too high: 0.195000s"),
                        false));
        assertThat(Verdict.of(times(1_000_000_000), 2).passed()).isFalse();
    }

    @Test
    void datascaleSaysWhatEtcdctlSays() {
        int code = run(
                false, cli -> new DatascaleCommand(cli, OptionalInt.of(300)), "--prefix=check-data/", "--auto-defrag");
        assertThat(code).as(said()).isZero();
        assertThat(said())
                .startsWith("Start data scale check for work load [300 key-value pairs, 1024 bytes per key-value, 50"
                        + " concurrent clients].\nDefragmenting \"http://127.0.0.1:")
                .containsPattern("\nPASS: Approximate system memory used : -?\\d+\\.\\d\\d MB\\.\n$");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(both.tercet("get", "--prefix", "check-data/").out()).isEmpty();
    }

    @Test
    void datascaleOfAnEtcdOfOurOwnIsThisProcesss() {
        int code = run(
                false,
                cli -> {
                    cli.given().put(Setting.EMBEDDED, "true");
                    return new DatascaleCommand(cli, OptionalInt.of(300));
                },
                "--prefix=check-data/");
        assertThat(code).as(said()).isZero();
        assertThat(said()).contains("\nPASS: Approximate system memory used : ");
    }

    @Test
    void keysInTheWayAreBadInput() {
        both.tercet("put", "check-way/x", "1");
        Ran ran = both.tercet("check", "perf", "--prefix=check-way/");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.errLines())
                .containsExactly(
                        "tercet: prefix \"check-way/\" has keys. Delete with 'tercet del --prefix check-way/' first");
        assertThat(both.tercet("get", "check-way/x").out()).isNotEmpty();
        both.tercet("put", "/etcdctl-check-datascale/x", "1");
        assertThat(both.tercet("check", "datascale").errLines())
                .singleElement()
                .asString()
                .startsWith("tercet: prefix \"/etcdctl-check-datascale/\" has keys.");
        assertThat(both.tercet("check", "datascale", "--load=huge").exitCode()).isEqualTo(2);
        assertThat(Ran.of("check", "perf", "--load", "xs").errLines().get(0))
                .isEqualTo("tercet: there is no load 'xs': it is s, m, l or xl.");
        assertThat(both.tercet("check", "perf", "--prefix=").exitCode()).isEqualTo(2);
        assertThat(Ran.of("check")).isEqualTo(Ran.of("check", "--help"));
    }

    @Test
    void spreadIsReckonedWithoutKeepingTimes() {
        Times times = new Times();
        for (long seconds : new long[] {2, 4, 4, 4, 5, 5, 7, 9}) {
            times.done(seconds * 1_000_000_000);
        }
        times.failed("X");
        times.ended(4_000_000_000L);
        assertThat(times.deviation()).isEqualTo(2);
        assertThat(times.slowest()).isEqualTo(9);
        assertThat(times.rate()).isEqualTo(2);
        assertThat(times.failures()).containsOnly(Map.entry("X", 1L));
    }
}
