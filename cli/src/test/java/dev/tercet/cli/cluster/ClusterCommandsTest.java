package dev.tercet.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What asks and changes nothing, beside etcdctl at one member. */
class ClusterCommandsTest {
    private final BesideEtcdctl both = BesideEtcdctl.shared();

    /** Durations, and what goes on by itself. The grid is as wide as they are long. */
    private static String masked(String text) {
        return text.replaceAll("\\d+(\\.\\d+)?(m|µ|\\u00c2\\u00b5)?s\\b", "TIME")
                .replaceAll("(?i)((raft(Applied)?Index|dbSize(InUse)?)\"\\s*:\\s*)\\d+", "$1N");
    }

    /** What is in a grid: 3.5 alone draws it with other characters. */
    private static List<String> cells(Ran ran) {
        return ran.out()
                .lines()
                .filter(line -> line.startsWith("|") || line.startsWith("│"))
                .map(line -> masked(line).replace('│', '|').replaceAll("\\s+", " "))
                .toList();
    }

    private void sameCells(String... words) {
        assertThat(cells(both.tercet(words))).isNotEmpty().isEqualTo(cells(both.etcdctl(words)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void readsAreTheSame(String format) {
        both.same("-w", format, "member", "list");
        both.same("-w", format, "endpoint", "hashkv");
        both.same("-w", format, "endpoint", "hashkv", "--rev=0", "--cluster");
        both.same("-w", format, "alarm", "list");
        both.masked(ClusterCommandsTest::masked, "-w", format, "endpoint", "health");
        both.masked(ClusterCommandsTest::masked, "-w", format, "endpoint", "health", "--cluster");
        both.masked(ClusterCommandsTest::masked, "-w", format, "defrag");
    }

    @Test
    void statusIsTheSame() {
        both.masked(ClusterCommandsTest::masked, "-w", "json", "endpoint", "status");
        both.masked(ClusterCommandsTest::masked, "-w", "fields", "endpoint", "--cluster", "status");
        both.masked(text -> text.replaceAll(", \\d+, \\d+, $", "").replaceAll("\\d+ kB", "SIZE"), "endpoint", "status");
    }

    @Test
    void gridsHaveTheSameCells() {
        sameCells("-w", "table", "member", "list");
        sameCells("-w", "table", "endpoint", "health");
        sameCells("-w", "table", "endpoint", "hashkv");
        assertThat(cells(both.tercet("-w", "table", "endpoint", "status")).get(0))
                .isEqualTo(
                        cells(both.etcdctl("-w", "table", "endpoint", "status")).get(0));
    }

    @Test
    void idsInHexadecimalAreTheSame() {
        both.same("-w", "json", "--hex", "member", "list");
        both.same("-w", "json", "--hex", "endpoint", "hashkv");
    }

    @Test
    void everyEndpointAnswersForItself() {
        String[] health = {"endpoint", "health", "--endpoints=127.0.0.1:1", "--command-timeout=1s"};
        Ran ours = both.masked(ClusterCommandsTest::masked, health);
        assertThat(ours.exitCode()).isEqualTo(1);
        assertThat(ours.errLines().get(0)).startsWith("127.0.0.1:1 is unhealthy: failed to commit proposal: ");
        assertThat(ours.errLines().get(1)).isEqualTo("tercet: unhealthy cluster");
        Ran status = both.tercet("endpoint", "status", "--endpoints=127.0.0.1:1", "--command-timeout=1s");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out().lines()).hasSize(1);
        assertThat(status.errLines())
                .singleElement()
                .asString()
                .startsWith("Failed to get the status of endpoint 127.0.0.1:1 (");
        Ran hash = both.tercet("endpoint", "hashkv", "--endpoints=127.0.0.1:1", "--command-timeout=1s");
        assertThat(hash.exitCode()).isEqualTo(1);
        assertThat(hash.errLines())
                .singleElement()
                .asString()
                .startsWith("Failed to get the hash of endpoint 127.0.0.1:1 (");
        Ran defrag = both.tercet("defrag", "--endpoints=127.0.0.1:1", "--command-timeout=1s");
        assertThat(defrag.exitCode()).isEqualTo(1);
        assertThat(defrag.out())
                .startsWith("Finished defragmenting etcd member[")
                .hasLineCount(1);
        assertThat(defrag.err()).startsWith("Failed to defragment etcd member[127.0.0.1:1] (");
    }

    /** It is asked which of them leads, and who is down does not know. */
    @Test
    @Timeout(60)
    void anEndpointThatIsDownDoesNotHoldUpWhoKnows() {
        Ran ran = Ran.of(
                "move-leader", "12", "--endpoints=127.0.0.1:1," + both.etcd().endpoint(0), "--command-timeout=10m");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("leader transferee");
    }

    /** The first read, which connects, is not what is measured. */
    @Test
    void healthTakesAsLongAsTheServerDoes() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start()) {
            server.faults()
                    .add(Fault.slowInRealTime(Duration.ofSeconds(3)).on("Range").times(1));
            Ran ran = Ran.of("endpoint", "health", "--endpoints=" + server.endpoint(), "--command-timeout=20s");
            assertThat(ran.out()).matches(".* took = ([012]\\.\\d+s|[\\d.]+(µs|ms))\n");
            server.faults().add(Fault.slowInRealTime(Duration.ofSeconds(2)).on("Range"));
            Ran slow = Ran.of("endpoint", "health", "--endpoints=" + server.endpoint(), "--command-timeout=3s");
            assertThat(slow.exitCode()).as("one deadline for both").isEqualTo(1);
        }
    }

    /** An etcd of one's own is farther away than the endpoints then, whose names are told. */
    @Test
    void endpointsOfTheCommandLineWinOverAnEmbeddedServerOfTheEnvironment() {
        String there = both.etcd().endpoint(0);
        Ran health = Ran.with(
                Map.of("ETCDCTL_EMBEDDED", "true"),
                "",
                "endpoint",
                "health",
                "--endpoints=127.0.0.1:1," + there,
                "--command-timeout=1s");
        assertThat(health.exitCode()).isEqualTo(1);
        assertThat(health.out()).startsWith(there + " is healthy: ");
        assertThat(health.errLines().get(0)).startsWith("127.0.0.1:1 is unhealthy: ");
        Ran bench = Ran.with(
                Map.of("ETCDCTL_EMBEDDED", "true"), "", "bench", "put", "--conns=2", "--endpoints=127.0.0.1:1");
        assertThat(bench.exitCode()).isEqualTo(7);
    }

    @Test
    void whatCannotBeFailsAsWithEtcdctl() {
        both.same("endpoint", "hashkv", "--rev=999999999");
        both.same("move-leader", "12");
        both.same("member", "remove", "12");
        both.same("member", "promote", "12");
        both.same("member", "update", "12", "--peer-urls=http://127.0.0.1:3");
        both.same("-w", "table", "alarm", "list");
        both.same("-w", "fields", "member", "remove", "12");
        both.same("member", "add", "x");
        both.same("member", "remove", "zz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"member", "endpoint", "alarm", "downgrade", "snapshot", "lease", "auth", "user", "role", "check"
            })
    void aGroupAloneShowsItsHelp(String group) {
        Ran ran = Ran.of(group);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran).isEqualTo(Ran.of(group, "--help"));
    }

    @Test
    void rowsHaveStableNames() {
        assertThat(both.tercet("-o", "ndjson", "member", "list").out())
                .startsWith("{\"id\":\"")
                .contains("\"state\":\"started\"", "\"client_urls\":[\"http");
        assertThat(both.tercet("-o", "ndjson", "endpoint", "status").out())
                .contains("\"db_size_in_use\":", "\"is_leader\":true");
        assertThat(both.tercet("-o", "ndjson", "endpoint", "health").out()).contains("\"is_healthy\":true");
        assertThat(both.tercet("-o", "ndjson", "endpoint", "hashkv").out()).contains("\"hash\":");
        assertThat(both.tercet("-o", "ndjson", "defrag").out())
                .startsWith("{\"defragmented\":\"")
                .hasLineCount(1);
    }

    @Test
    void aNegativeRevisionIsWrongUsage() {
        assertThat(Ran.of("endpoint", "hashkv", "--rev=-1").exitCode()).isEqualTo(2);
        assertThat(Ran.of("member", "list", "--consistency=x").exitCode()).isEqualTo(2);
    }

    @Test
    void embeddedHasMembersToo() {
        Ran list = Ran.of("--embedded", "member", "list");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).contains(", started, ");
        assertThat(Ran.of("--embedded", "endpoint", "health").out()).contains(" is healthy: ");
        assertThat(Ran.of("--embedded", "endpoint", "status", "-w", "json").out())
                .startsWith("[{\"Endpoint\":");
    }
}
