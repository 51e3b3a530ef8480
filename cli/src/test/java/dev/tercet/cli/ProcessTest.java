package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process has: exit codes, signals, pipes whose reader is gone, bytes that are no text. At a real etcd. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "is about signals and exit codes as POSIX has them")
class ProcessTest {
    private static final String ENDPOINT = BesideEtcdctl.shared().etcd().endpoint(0);
    private static EtcdClient etcd;

    @TempDir
    private Path temp;

    @BeforeAll
    static void connect() {
        etcd = EtcdClient.connect(ENDPOINT);
    }

    @AfterAll
    static void close() {
        etcd.close();
    }

    private Process tercet(String name, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("--endpoints=" + ENDPOINT));
        all.addAll(List.of(words));
        return OtherJvm.tercet(temp, name, all.toArray(new String[0]));
    }

    private void assertEnds(Process process, int exitCode) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(err()).isEqualTo(exitCode);
    }

    private String err() throws IOException {
        return Files.readString(temp.resolve("err"));
    }

    /** As Ctrl-C does, unless whoever runs the tests has switched it off for all below, as shells do in the background. */
    private static String interrupt(Process process) throws Exception {
        String signal = isIgnored() ? "TERM" : "INT";
        assertThat(OtherJvm.signal(process, signal)).isTrue();
        return signal;
    }

    private static boolean isIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @Test
    void valuesAreBytesInAndOut() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Process put = tercet("put", "process/bytes");
        try (OutputStream in = put.getOutputStream()) {
            in.write(all);
        }
        assertThat(put.inputReader().lines()).containsExactly("OK");
        assertEnds(put, 0);
        assertThat(etcd.kv().get("process/bytes").orElseThrow().value()).isEqualTo(Bytes.copyOf(all));
        Process get = tercet("get", "process/bytes", "-o", "raw");
        assertThat(Bytes.wrap(get.getInputStream().readAllBytes()).hex())
                .isEqualTo(Bytes.wrap(all).hex() + "0a");
        assertEnds(get, 0);
        assertThat(err()).isEmpty();
    }

    @Test
    void anExportWhoseReaderIsGoneEndsWithoutWords() throws Exception {
        String value = "x".repeat(200_000);
        IntStream.range(0, 10).forEach(i -> etcd.kv().put("process/export/" + i, value));
        Process export = tercet("export", "--prefix=process/export/", "--value-type=utf8", "-f", "ndjson");
        BufferedReader out = export.inputReader();
        assertThat(out.readLine()).contains("\"process/export/0\"");
        out.close();
        assertEnds(export, 6);
        assertThat(err()).isEmpty();
    }

    @Test
    void anExportToAFileLeavesNothingElse() throws Exception {
        etcd.kv().put("process/file/a", "1");
        Path file = temp.resolve("out.json");
        Process export = tercet("export", "--prefix=process/file/", "-o", file.toString());
        assertThat(export.getInputStream().readAllBytes()).isEmpty();
        assertEnds(export, 0);
        assertThat(file).content().isEqualToIgnoringWhitespace("{\"process/file/a\": 1}");
        assertThat(temp.toFile().list()).containsExactlyInAnyOrder("err", "out.json");
    }

    @Test
    void anImportThatIsInterruptedSaysHowFarItCame() throws Exception {
        String keys = IntStream.range(0, 1000)
                .mapToObj(i -> "\"process/import/" + i + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
        Path file = Files.writeString(temp.resolve("in.json"), keys);
        Process running = tercet("import", "--prefix=process/import/", "--rate=20", "--max-txn-ops=1", file.toString());
        Get written = Get.prefix("process/import/").countOnly();
        await().atMost(Duration.ofMinutes(1)).until(() -> etcd.kv().get(written).count() >= 2);
        String signal = interrupt(running);
        assertEnds(running, 5);
        long done = etcd.kv().get(written).count();
        assertThat(err())
                .contains("tercet: interrupted (" + signal + ").\n" + done + " of 1000 transactions are done ");
    }

    @Test
    void aWatchEndsWithTheSignalsNumber() throws Exception {
        Process watch = tercet("watch", "process/watch");
        BufferedReader out = watch.inputReader();
        // It sees what comes after it is there, and nobody says when that is.
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            etcd.kv().put("process/watch", "v");
            return out.ready();
        });
        assertThat(List.of(out.readLine(), out.readLine(), out.readLine()))
                .containsExactly("PUT", "process/watch", "v");
        assertEnds(watch, interrupt(watch).equals("INT") ? 130 : 143);
        assertThat(err()).isEmpty();
    }
}
