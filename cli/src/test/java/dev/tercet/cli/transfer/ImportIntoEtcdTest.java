package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real server makes of it: its limits, its compares, and etcdctl's view of the result. */
class ImportIntoEtcdTest {
    private static RealEtcd etcd;

    @BeforeAll
    static void start() {
        etcd = WhenUnavailable.fromEnvironment().obtain(() -> SharedEtcd.of(EtcdSettings.of("3.5")));
    }

    @Test
    void aStoreBecomesAMirrorOfTheFile() {
        assertThat(run(rows("into/", 0, 300), "--prefix", "into/", "--cas").out())
                .isEqualTo("300 updated.\n0 deleted.\n");
        assertThat(run(rows("into/", 100, 400), "--prefix", "into/", "--cas", "--yes")
                        .out())
                .isEqualTo("100 updated.\n100 deleted.\n");
        assertThat(etcd.etcdctl("get", "--prefix", "into/", "--keys-only")
                        .orThrow()
                        .lines()
                        .filter(line -> !line.isEmpty()))
                .hasSize(300)
                .startsWith("into/100")
                .endsWith("into/399");
        assertThat(run(rows("into/", 100, 400), "--prefix", "into/").out()).isEqualTo("0 updated.\n0 deleted.\n");
    }

    @Test
    void oneTransactionIsOneRevision() {
        run("once/a,1\r\nonce/b,2\r\n", "--prefix", "once/");
        assertThat(run("once/b,3\r\nonce/c,4\r\n", "--prefix", "once/", "--yes").out())
                .isEqualTo("2 updated.\n1 deleted.\n");
        assertThat(etcd.etcdctl("get", "--prefix", "once/", "-w", "fields")
                        .orThrow()
                        .lines()
                        .filter(line -> line.startsWith("\"ModRevision\""))
                        .distinct())
                .hasSize(1);
    }

    private static Ran run(String rows, String... options) {
        String[] words = new String[options.length + 9];
        String[] always = {
            "import", "-", "-f", "csv", "-v", "utf8", "--verbosity", "compact", "--endpoints=" + etcd.endpoint(0)
        };
        System.arraycopy(always, 0, words, 0, always.length);
        System.arraycopy(options, 0, words, always.length, options.length);
        Ran ran = Ran.with(Map.of(), rows, words);
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        return ran;
    }

    private static String rows(String prefix, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> prefix + String.format("%03d", i) + "," + i + "\r\n")
                .collect(Collectors.joining());
    }
}
