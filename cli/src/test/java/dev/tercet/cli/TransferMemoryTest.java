package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is larger than the heap, which has to hold two pages of it and no more. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts the command by way of env, which Windows has not")
class TransferMemoryTest {
    private static final int SMALL = 20_000;
    private static final int LARGE = 60;
    private static final int BYTES = 1_300_000;

    private static EmbeddedEtcd server;

    @TempDir
    private Path temp;

    @BeforeAll
    static void fill() {
        server = EmbeddedEtcd.builder().port(0).start();
        EtcdClient etcd = server.client();
        for (int from = 0; from < SMALL; from += 100) {
            List<Put> puts = IntStream.range(from, from + 100)
                    .mapToObj(i -> Put.of(String.format("heap/k%05d", i), "v"))
                    .toList();
            etcd.kv().txn(Txn.when().then(puts));
        }
        for (int i = 0; i < LARGE; i++) {
            etcd.kv().put(String.format("heap/z%02d", i), "x".repeat(BYTES));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"grpc, heap/z, 60", "grpc, heap/, 20060", "gateway, heap/, 20060"})
    void anExportOfLargeValuesNeedsNoLargeHeap(String transport, String prefix, int keys) throws Exception {
        Path dump = temp.resolve("dump");
        Process export = OtherJvm.tercet(
                temp,
                "",
                Map.of("JDK_JAVA_OPTIONS", "-Xmx64m"),
                "export",
                "--endpoints=" + server.endpoint(),
                "--transport=" + transport,
                "--prefix=" + prefix,
                "-fndjson",
                "-vutf8",
                "-o" + dump);
        assertThat(export.waitFor(180, TimeUnit.SECONDS)).isTrue();
        String err = Files.readString(temp.resolve("err"));
        assertThat(export.exitValue()).as(err).isZero();
        assertThat(err).isEqualTo("NOTE: Picked up JDK_JAVA_OPTIONS: -Xmx64m\n");
        try (Stream<String> lines = Files.lines(dump)) {
            assertThat(lines.filter(line -> line.contains("\"heap/"))).hasSize(keys);
        }
        assertThat(Files.size(dump)).isGreaterThan((long) LARGE * BYTES);
    }
}
