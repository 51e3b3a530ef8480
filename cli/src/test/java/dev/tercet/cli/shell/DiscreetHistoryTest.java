package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class DiscreetHistoryTest {
    @TempDir
    private Path dir;

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void fileAndFoldersAreTheirOwnersAlone() throws Exception {
        Path file =
                DiscreetHistory.file(Map.of("XDG_STATE_HOME", dir.resolve("a/b").toString()));

        DiscreetHistory.prepare(file);

        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(rights(file.getParent())).isEqualTo("rwx------");
        assertThat(rights(dir.resolve("a")))
                .as("made with the rights, not given them later")
                .isEqualTo("rwx------");
    }

    @Test
    void oneThatOthersCouldReadIsTakenFromThem() throws Exception {
        Path file = Files.writeString(dir.resolve("history"), "get k\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        DiscreetHistory.prepare(file);

        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("get k\n");
    }

    @Test
    void aLinkThatLeadsNowhereIsNotFollowed() throws Exception {
        Path nowhere = dir.resolve("nowhere");
        Path link = Files.createSymbolicLink(dir.resolve("history"), nowhere);

        assertThatThrownBy(() -> DiscreetHistory.prepare(link)).isInstanceOf(IOException.class);

        assertThat(Files.exists(nowhere, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
}
