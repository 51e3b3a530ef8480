package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class UidsTest {
    @TempDir
    private Path dir;

    /** Says who runs it. */
    static final class Own {
        private Own() {}

        public static void main(String[] args) throws IOException {
            System.out.print(Uids.OF_SYSTEM.own());
        }
    }

    @Test
    void oursIsWhatWeMake() throws Exception {
        assertThat(Uids.OF_SYSTEM.own()).isEqualTo(Uids.OF_SYSTEM.of(Files.createFile(dir.resolve("made"))));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingNeedsToBeMadeForThat() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + dir.resolve("gone"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Own.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).isEqualTo(String.valueOf(Uids.OF_SYSTEM.own()));
        assertThat(process.waitFor()).isZero();
    }
}
