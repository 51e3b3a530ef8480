package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TypedTest {
    @Test
    void takesALineAtATime() throws IOException {
        InputStream keys = new ByteArrayInputStream("one\ntwo".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = new byte[100];
        InputStream typed = new Typed(keys);
        assertThat(typed.read(bytes, 0, 100)).isEqualTo(4);
        assertThat(typed.read(bytes, 4, 96)).isEqualTo(3);
        assertThat(typed.read(bytes, 0, 100)).isEqualTo(-1);
        assertThat(new String(bytes, 0, 7, StandardCharsets.UTF_8)).isEqualTo("one\ntwo");
    }

    @Test
    void hearsOfCtrlC() {
        InputStream typed = new Typed(InputStream.nullInputStream());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(typed::readAllBytes)
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
