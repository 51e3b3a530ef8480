package dev.tercet.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.cli.Running;
import dev.tercet.cli.error.Exit;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.kv.Get;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
    private static EmbeddedEtcd server;

    @BeforeAll
    static void start() {
        server = EmbeddedEtcd.builder().port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Ran bench(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "bench";
        all[1] = "--endpoints";
        all[2] = server.endpoint();
        System.arraycopy(words, 0, all, 3, words.length);
        return Ran.of(all);
    }

    private static long keys() {
        try (EtcdClient etcd = server.client()) {
            return etcd.kv().get(Get.all().countOnly()).count();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "get", "range", "txn-put", "watch-latency", "lease-keepalive"})
    void measuresAndLeavesNothing(String work) {
        Ran ran = bench(work, "--total", "200", "--clients", "8", "--conns", "2", "--key-space-size", "20");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines().toList()).hasSize(3);
        assertThat(ran.out())
                .startsWith(work + ": 200 of 200 done in ")
                .contains("time: mean ", "p50 ", "p99.9 ")
                .containsPattern("s \\|[ ▁▂▃▄▅▆▇█]{48}\\| ");
        assertThat(keys()).isZero();
        try (EtcdClient etcd = server.client()) {
            assertThat(etcd.leases().list()).isEmpty();
        }
    }

    @Test
    void severalPutsInATransaction() {
        Ran ran = bench("txn-put", "--total", "10", "--txn-ops", "5", "--key-space-size", "50", "-w", "json");
        assertThat(ran.out()).startsWith("{\"work\":\"txn-put\",\"total\":10,\"done\":10,\"failed\":0,\"unknown\":0,");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void aRateIsKept() {
        long begun = System.nanoTime();
        Ran ran = bench("put", "--total", "21", "--rate", "100");
        assertThat(ran.exitCode()).isZero();
        // The last one is due after twenty hundredths of a second.
        assertThat(System.nanoTime() - begun).isGreaterThan(200_000_000L);
    }

    @Test
    void failuresAreCountedAndTold() {
        server.faults().add(Fault.replyLost().on("Put").times(3));
        Ran ran = bench("put", "--total", "50");
        assertThat(ran.out())
                .startsWith("put: 47 of 50 done in ")
                .contains("failed: 3, of which 3 may have been applied")
                .contains("  3 x ");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(keys()).isZero();
    }

    @Test
    void keysOfOthersAreNotTouched() {
        try (EtcdClient etcd = server.client()) {
            etcd.kv().put("mine/1", "v");
            Ran ran = bench("put", "--prefix", "mine/");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("there are 1 keys with the prefix 'mine/'");
            assertThat(etcd.kv().get("mine/1")).isPresent();
            etcd.kv().delete("mine/1");
        }
    }

    @Test
    @Timeout(60)
    void endsAtOnceHoweverSlowlyItGoes() {
        Running running =
                Running.of("bench", "put", "--rate", "0.01", "--total", "3", "--endpoints", server.endpoint());
        await().atMost(Duration.ofSeconds(30)).until(() -> keys() == 1);
        running.interrupt("INT");
        assertThat(running.exitCode()).isEqualTo(Exit.INTERRUPTED.code());
        assertThat(running.out()).startsWith("put: 1 of 3 done in ");
        assertThat(keys()).isZero();
    }

    @Test
    void allConnectionsWorkBelowTheShellsPrefix() {
        try (EtcdClient etcd = server.client()) {
            etcd.kv().put("others/00", "v");
            Ran ran = Ran.with(
                    Map.of(),
                    "use below/\nbench put --total 40 --conns 2 --clients 4 --key-space-size 20 --key-size 9"
                            + " --prefix others/\n",
                    "shell",
                    "--endpoints",
                    server.endpoint());
            assertThat(ran.err()).isEmpty();
            assertThat(ran.exitCode()).isZero();
            assertThat(etcd.kv().getString("others/00")).hasValue("v");
            assertThat(keys()).isEqualTo(1);
            etcd.kv().delete("others/00");
        }
    }

    @Test
    void whatCannotBeIsWrongUsage() {
        assertThat(Ran.of("bench", "putt").exitCode()).isEqualTo(2);
        assertThat(Ran.of("bench", "putt").err()).contains("known are put, get, range");
        assertThat(Ran.of("bench", "put", "--total", "0").exitCode()).isEqualTo(2);
        assertThat(Ran.of("bench", "put", "--key-size", "3").err()).contains("--key-size is at least");
        assertThat(Ran.of("bench", "put", "--prefix", "").exitCode()).isEqualTo(2);
        assertThat(Ran.of("bench", "txn-put", "--txn-ops", "129").exitCode()).isEqualTo(2);
        assertThat(Ran.of("bench", "put", "--embedded", "--conns", "2").exitCode())
                .isEqualTo(2);
    }
}
