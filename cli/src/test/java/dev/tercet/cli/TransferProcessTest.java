package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.LiveFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export}, {@code import} and {@code snapshot save} in a JVM of their own: full disks and signals. */
class TransferProcessTest {
    private static EmbeddedEtcd server;
    private static EtcdClient etcd;

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path temp;

    @BeforeAll
    static void start() {
        server = EmbeddedEtcd.builder().port(0).start();
        etcd = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void noFaults() {
        server.faults().clear();
    }

    @Test
    void aDiskThatGetsFullLeavesWhatWasThere() throws Exception {
        for (int i = 0; i < 4; i++) {
            etcd.kv().put("full/" + i, "x".repeat(50_000));
        }
        Path dump = Files.writeString(temp.resolve("dump"), "before");
        Process export = OtherJvm.tercetWithin(
                96,
                temp,
                "export",
                "--endpoints=" + server.endpoint(),
                "--command-timeout=1m",
                "--prefix=full/",
                "-vutf8",
                "-o" + dump);
        assertThat(export.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(temp.resolve("err")).content().isEqualTo("tercet: cannot write to " + dump + ": File too large\n");
        assertThat(export.exitValue()).isEqualTo(6);
        assertThat(dump).content().isEqualTo("before");
        assertThat(files()).containsExactly("dump", "err");
    }

    @Test
    void aSignalWhileItWaitsForItsInputEndsAnImport() throws Exception {
        etcd.kv().put("signal/a", "1");
        Process process = OtherJvm.tercet(
                temp,
                "import",
                "-",
                "--endpoints=" + server.endpoint(),
                "--prefix=signal/",
                "-fcsv",
                "-vutf8",
                "--yes");
        // More than a pipe has room for: once it is written, some of it was read.
        OutputStream in = process.getOutputStream();
        in.write(("signal/b," + "x".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        process.toHandle().destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(temp.resolve("err")).content().isEqualTo("tercet: interrupted (TERM). Nothing was changed.\n");
        assertThat(process.exitValue()).isEqualTo(5);
        assertThat(etcd.kv().get("signal/a")).isPresent();
        assertThat(etcd.kv().get("signal/b")).isEmpty();
        assertThat(files()).containsExactly("err");
    }

    @Test
    void aPipeIsWrittenInto() throws Exception {
        etcd.kv().put("pipe/a", "1");
        Process export = OtherJvm.tercet(
                temp,
                "export",
                "--endpoints=" + server.endpoint(),
                "--prefix=pipe/",
                "-fcsv",
                "-vutf8",
                "-o/dev/stdout");
        assertThat(export.getInputStream().readAllBytes()).asString().isEqualTo("pipe/a,1\r\n");
        assertThat(export.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(temp.resolve("err")).isEmptyFile();
        assertThat(export.exitValue()).isZero();
    }

    @Test
    void aFileHasAName() {
        Ran ran = Ran.of("export", "--endpoints=" + server.endpoint(), "-o", "");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.errLines()).first().isEqualTo("tercet: the name of the file to write is empty.");
    }

    @Test
    void aSecondSignalLeavesNoHalfExport() throws Exception {
        etcd.kv().put("second/a", "1");
        server.faults().add(Fault.silent().on("Range").after(1));
        Path dump = temp.resolve("dump");
        Process export = OtherJvm.tercet(
                temp,
                "export",
                "--endpoints=" + server.endpoint(),
                "--command-timeout=1m",
                "--prefix=second/",
                "-o" + dump);
        await().atMost(LONG).until(this::isPartThere);
        OtherJvm.interrupt(export);
        assertThat(export.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(export.exitValue()).isEqualTo(130);
        assertThat(temp.resolve("err"))
                .content()
                .isEqualTo("tercet: ended by a second signal: nothing was written to " + dump + ".\n");
        assertThat(files()).containsExactly("err");
    }

    @Test
    void aSecondSignalSaysWhatAnImportHasDone() throws Exception {
        LiveFault silent = server.faults().add(Fault.silent().on("Txn", "Put").after(1));
        Path file = Files.writeString(temp.resolve("in.csv"), "third/a,1\r\nthird/b,2\r\nthird/c,3\r\n");
        Process process = OtherJvm.tercet(
                temp,
                "import",
                "--endpoints=" + server.endpoint(),
                "--command-timeout=1m",
                "--prefix=third/",
                "--max-txn-ops=1",
                "--in-flight=1",
                "-fcsv",
                file.toString());
        // The second is sent when the first was counted.
        await().atMost(LONG).until(() -> silent.struck() == 1);
        OtherJvm.interrupt(process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(temp.resolve("err"))
                .content()
                .contains("\ntercet: ended by a second signal. At least 1 of 3 transactions are done (1 keys updated, 0"
                        + " deleted); others may or may not be. Run it again");
    }

    @Test
    void aSignalLeavesNoHalfSnapshot() throws Exception {
        server.faults().add(Fault.silent().on("Snapshot"));
        Path file = temp.resolve("x.db");
        for (String signal : List.of("TERM", "HUP")) {
            Process save = OtherJvm.tercet(
                    temp,
                    "snapshot",
                    "save",
                    "--endpoints=" + server.endpoint(),
                    "--command-timeout=1m",
                    file.toString());
            await().atMost(LONG).until(this::isPartThere);
            OtherJvm.signal(save, signal);
            assertThat(save.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(temp.resolve("err"))
                    .content()
                    .isEqualTo("tercet: interrupted: no snapshot was saved, and " + file + " is as it was\n");
            assertThat(save.exitValue()).isEqualTo(5);
            assertThat(files()).containsExactly("err");
        }
    }

    private boolean isPartThere() throws IOException {
        return files().stream().anyMatch(name -> name.endsWith(".part"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
