package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.kv.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who can see what is set aside, and how long. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SpoolFileTest {
    @TempDir
    private Path dir;

    private static void fill(SpoolFile aside) {
        aside.append(new Entry(Bytes.of("k"), Bytes.of("secret"), 0, 1, 0, 0, null));
        aside.read(0, aside.end());
    }

    @Test
    void itIsItsOwnersAloneAndHasNoNameAnyMore() throws Exception {
        try (SpoolFile aside = new SpoolFile(dir)) {
            fill(aside);
            try (Stream<Path> all = Files.list(dir)) {
                assertThat(all).isEmpty();
            }
            if (OS.LINUX.isCurrentOs()) {
                assertThat(open())
                        .hasSize(1)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    /** What this process has open that was once in the folder. */
    private List<Path> open() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(each -> leadsTo(each, dir.resolve("tercet-").toString()))
                    .toList();
        }
    }

    private static boolean leadsTo(Path link, String begin) {
        try {
            return Files.readSymbolicLink(link).toString().startsWith(begin);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws Exception {
        Path victim = Files.writeString(dir.resolve("victim"), "precious");
        Path link = Files.createSymbolicLink(dir.resolve("link"), victim);
        assertThatThrownBy(() -> SpoolFile.open(link).close()).isInstanceOf(IOException.class);
        assertThat(victim).hasContent("precious");
    }

    /** Ctrl-C in the shell, to a command that does not wait for it. */
    @Test
    void whoIsToldToEndMeanwhileWasInterrupted() {
        try (SpoolFile aside = new SpoolFile(dir)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> fill(aside))
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INTERRUPTED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
