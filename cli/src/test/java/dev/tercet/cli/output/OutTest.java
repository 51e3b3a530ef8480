package dev.tercet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class OutTest {
    @Test
    void textIsUtf8AndBytesAreWhatTheyAre() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Out out = new Out("here", bytes, false);
        out.print("é").print(Bytes.ofHex("00ff")).line().line("x");
        assertThat(bytes.size()).isZero();
        out.flush();
        assertThat(Bytes.wrap(bytes.toByteArray())).isEqualTo(Bytes.ofHex("c3a900ff0a780a"));
    }

    @Test
    void aFailedWriteIsNotOverlooked() {
        Out out = new Out(
                "standard output",
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                false);
        out.line("x");
        assertThatThrownBy(out::flush)
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exit()).isEqualTo(Exit.FILE))
                .hasMessage("cannot write to standard output: No space left on device");
    }
}
