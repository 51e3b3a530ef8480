package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long now = Long.MAX_VALUE - 1;

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, () -> now);
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "|");
    }

    @Test
    void aLogGetsALineEveryFewSeconds() {
        Progress progress = progress(false);
        progress.tell("one");
        progress.tell("two");
        now += TimeUnit.SECONDS.toNanos(5);
        progress.tell("three");
        progress.clear();

        assertThat(written()).isEqualTo("bench: one|bench: three|");
    }

    @Test
    void aTerminalHasOneLineThatIsWrittenOver() {
        Progress progress = progress(true);
        progress.tell("three");
        progress.tell("one");
        progress.clear();
        progress.clear();

        assertThat(written()).isEqualTo("\rthree\rone  \r   \r");
    }
}
