package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TypedTest {
    private final Queue<String> lines = new ArrayDeque<>(List.of("one", "", "tw\u00f6"));

    @Test
    void takesALineAtATime() throws IOException {
        byte[] bytes = new byte[100];
        InputStream typed = new Typed(lines::poll);
        assertThat(typed.read(bytes, 0, 2)).isEqualTo(2);
        assertThat(typed.read(bytes, 2, 98)).isEqualTo(2);
        assertThat(lines).hasSize(2);
        assertThat(typed.read(bytes, 4, 96)).isEqualTo(1);
        assertThat(typed.read(bytes, 5, 95)).isEqualTo(5);
        assertThat(typed.read(bytes, 10, 90)).isEqualTo(-1);
        assertThat(new String(bytes, 0, 10, StandardCharsets.UTF_8)).isEqualTo("one\n\ntw\u00f6\n");
    }

    @Test
    void whatHasEndedStaysSo() throws IOException {
        InputStream typed = new Typed(lines::poll);
        assertThat(new String(typed.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("one\n\ntw\u00f6\n");
        lines.add("more");
        assertThat(typed.read()).isEqualTo(-1);
    }
}
