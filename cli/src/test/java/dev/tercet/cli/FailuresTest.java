package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of failures that no command expects. */
class FailuresTest {
    @Test
    void memoryThatIsShortIsALine() {
        InputStream huge = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("Java heap space");
            }

            @Override
            public byte[] readAllBytes() {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                huge,
                false,
                new Out("standard output", OutputStream.nullOutputStream(), false),
                new Out("standard error", err, false));
        Cli cli = new Cli(streams, Map.of("XDG_CONFIG_HOME", "/nowhere"));
        assertThat(Tercet.run(cli, "--embedded", "put", "k")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("tercet: not enough memory (Java heap space): ")
                .hasLineCount(1);
    }

    @Test
    void aPasswordIsNotShown() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start()) {
            Ran ran = Ran.of("--endpoints=" + server.endpoint(), "--user=root:secret", "--password=secret", "get", "a");
            assertThat(ran.err()).doesNotContain("secret");
        }
    }

    @Test
    void filesOfTlsAreNotTheEndpointsFault(@TempDir Path folder) throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "nothing");
        Ran ran = Ran.with(
                Map.of("ETCDCTL_CACERT", none.toString(), "ETCDCTL_ENDPOINTS", "https://127.0.0.1:1"),
                Bytes.EMPTY,
                "get",
                "a");
        assertThat(ran.err()).contains(none.toString()).doesNotContain("ETCDCTL_ENDPOINTS");
        assertThat(ran.exitCode()).isEqualTo(3);
        Ran of = Ran.of("--cacert", folder.toString(), "get", "a");
        assertThat(of.err()).isEqualTo("tercet: --cacert is " + folder + ", which is a folder.\n");
        assertThat(of.exitCode()).isEqualTo(6);
    }
}
