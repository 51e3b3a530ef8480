package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody reads on, or the disk is full. */
class OutputGoneTest {
    @Test
    void aFullDiskIsOneLine() {
        Ran ran = to("No space left on device", "--help");
        assertThat(ran.exitCode()).isEqualTo(6);
        assertThat(ran.errLines()).containsExactly("tercet: cannot write to standard output: No space left on device");
        Ran command = to("No space left on device", "--embedded", "put", "a", "b");
        assertThat(command.exitCode()).isEqualTo(6);
        assertThat(command.errLines())
                .containsExactly("tercet: cannot write to standard output: No space left on device");
    }

    @Test
    void whoReadsNoFurtherNeedNoWords() {
        Ran ran = to("Broken pipe", "--embedded", "put", "a", "b");
        assertThat(ran.exitCode()).isEqualTo(6);
        assertThat(ran.err()).isEmpty();
    }

    private static Ran to(String failure, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(failure);
            }
        };
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                false,
                new Out("standard output", gone, false),
                new Out("standard error", err, false));
        int exitCode = Tercet.run(new Cli(streams, Map.of("XDG_CONFIG_HOME", "/nowhere")), args);
        return new Ran(exitCode, "", err.toString(StandardCharsets.UTF_8), Bytes.EMPTY);
    }
}
