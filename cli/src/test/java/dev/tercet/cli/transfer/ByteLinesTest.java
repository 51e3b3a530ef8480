package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteLinesTest {
    @Test
    void linesEndWithALineFeedOrTheFile() {
        ByteLines lines = of("abc\n\nde", 3);
        assertThat(lines.next()).isEqualTo(Bytes.of("abc"));
        assertThat(lines.next()).isEqualTo(Bytes.EMPTY);
        assertThat(lines.next()).isEqualTo(Bytes.of("de"));
        assertThat(lines.next()).isNull();
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeMemoryIs() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> new ByteLines("file", endless).next())
                .isInstanceOfSatisfying(
                        CommandException.class,
                        wrong -> assertThat(wrong.exit()).isEqualTo(Exit.BAD_INPUT))
                .hasMessageContaining("file, line 1: it has more than 33554432 bytes");
    }

    @Test
    void whichLineItIsIsSaid() {
        ByteLines lines = of("abc\nabcd\n", 3);
        lines.next();
        assertThatThrownBy(lines::next).hasMessageContaining("file, line 2: ");
    }

    private static ByteLines of(String text, int longest) {
        return new ByteLines("file", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
    }
}
