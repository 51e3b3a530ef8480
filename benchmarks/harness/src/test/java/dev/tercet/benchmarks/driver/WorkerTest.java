package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static Worker of(String... command) throws IOException {
        return new Worker("it", new ProcessBuilder(command).start(), Path.of("it.log"));
    }

    @Test
    void anAnswerIsWhatFollowsItsOk() throws Exception {
        try (Worker echo = of("cat")) {
            assertThat(echo.ask("ok 1 2")).isEqualTo("1 2");
            assertThatThrownBy(() -> echo.ask("error lost")).hasMessageContaining("lost");
            assertThat(echo.isAlive()).as("a failure does not end it").isTrue();
        }
    }

    @Test
    void aProcessThatEndsIsKnownToHaveEnded() throws Exception {
        try (Worker gone = of("sh", "-c", "read line; exit 1")) {
            assertThatThrownBy(() -> gone.ask("run")).isInstanceOf(IOException.class);
            assertThat(gone.isAlive()).isFalse();
        }
    }

    @Test
    void aProcessThatDoesNotAnswerIsEnded() throws Exception {
        try (Worker silent = of("sleep", "600")) {
            assertThatThrownBy(() -> silent.line(Duration.ofMillis(1))).hasMessageContaining("no answer from it");
            assertThat(silent.isAlive()).isFalse();
        }
    }
}
