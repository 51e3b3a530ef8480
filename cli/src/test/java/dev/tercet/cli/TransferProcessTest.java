package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export} and {@code import} in a JVM of their own: full disks and signals. */
class TransferProcessTest {
    private static EmbeddedEtcd server;
    private static EtcdClient etcd;

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

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
