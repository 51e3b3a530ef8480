package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whose a file is from its first moment, and what links and others can do to it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class NewFileTest {
    private static final int NOBODY = 65_534;

    @TempDir
    private Path dir;

    private Path victim;

    @BeforeEach
    void makeVictim() throws IOException {
        victim = Files.writeString(dir.resolve("victim"), "precious");
    }

    private static void write(Path path) {
        try (NewFile made = NewFile.at(path)) {
            made.out().print("secret");
            made.commit();
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static void rights(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.filter(each -> each.toString().endsWith(".part")).toList();
        }
    }

    /** Gives a file, or the link itself, to another user, which only root can. */
    private static void giveAway(Path path) throws IOException {
        Assumptions.assumeTrue(
                (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS) == 0, "not root");
        Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }

    private static void refused(Path path, String why) {
        assertThatThrownBy(() -> write(path))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exit()).isEqualTo(Exit.FILE))
                .hasMessageContaining("cannot write " + path)
                .hasMessageContaining(why);
    }

    @Test
    void itIsItsOwnersAloneBeforeAnythingIsInIt() throws Exception {
        Path open = Files.writeString(dir.resolve("open"), "before");
        rights(open, "rw-rw-rw-");
        for (Path path : List.of(dir.resolve("new"), open)) {
            try (NewFile made = NewFile.at(path)) {
                assertThat(parts())
                        .hasSize(1)
                        .allSatisfy(part -> assertThat(rights(part)).isEqualTo("rw-------"));
                made.out().print("secret").flush();
                assertThat(rights(parts().get(0))).isEqualTo("rw-------");
                made.commit();
            }
        }
        assertThat(rights(dir.resolve("new"))).isEqualTo("rw-------");
        assertThat(rights(open)).as("one's own keeps its rights").isEqualTo("rw-rw-rw-");
        assertThat(parts()).isEmpty();
    }

    @Test
    void aLinkOfOnesOwnStaysOne() throws Exception {
        Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("victim"));
        Path chain = Files.createSymbolicLink(dir.resolve("chain"), link);
        write(chain);
        assertThat(chain).isSymbolicLink();
        assertThat(link).isSymbolicLink();
        assertThat(victim).hasContent("secret");
    }

    @Test
    void aLinkThatLeadsNowhereIsReplacedAndNotFollowed() throws Exception {
        Path nowhere = dir.resolve("nowhere");
        Path link = Files.createSymbolicLink(dir.resolve("link"), nowhere);
        write(link);
        assertThat(link).isRegularFile().hasContent("secret");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void aLinkOfSomebodyElseIsNotFollowed() throws Exception {
        Path link = Files.createSymbolicLink(dir.resolve("link"), victim);
        Path chain = Files.createSymbolicLink(dir.resolve("chain"), link);
        giveAway(link);
        refused(link, "it is a link of another user's");
        refused(chain, link + " is a link of another user's");
        assertThat(victim).hasContent("precious");
        assertThat(parts()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeOfSomebodyElseIsNotWrittenInto() throws Exception {
        Path pipe = dir.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        giveAway(pipe);
        refused(pipe, "it is a pipe or a device of another user's");
    }

    @Test
    void whatSomebodyElsePutThereDoesNotSayWhoMayRead() throws Exception {
        Path bait = Files.writeString(dir.resolve("bait"), "");
        rights(bait, "rw-rw-rw-");
        giveAway(bait);
        write(bait);
        assertThat(bait).hasContent("secret");
        assertThat(rights(bait)).isEqualTo("rw-------");
    }

    @Test
    void aLinkThatComesMeanwhileIsReplacedAndNotFollowed() throws Exception {
        rights(victim, "rw-rw-rw-");
        Path path = Files.writeString(dir.resolve("path"), "before");
        try (NewFile made = NewFile.at(path)) {
            made.out().print("secret");
            Files.delete(path);
            Files.createSymbolicLink(path, victim);
            made.commit();
        }
        assertThat(Files.isSymbolicLink(path)).isFalse();
        assertThat(path).hasContent("secret");
        assertThat(rights(path)).isEqualTo("rw-------");
        assertThat(victim).hasContent("precious");
    }

    /** Whoever may write to the folder may put a link where the unfinished file is: it is neither written through nor given rights. */
    @Test
    void aLinkInThePlaceOfTheUnfinishedFileIsNotFollowed() throws Exception {
        rights(victim, "rw-------");
        Path path = Files.writeString(dir.resolve("path"), "before");
        rights(path, "rw-rw-rw-");
        try (NewFile made = NewFile.at(path)) {
            Path part = parts().get(0);
            Files.delete(part);
            Files.createSymbolicLink(part, victim);
            made.out().print("secret").flush();
            try {
                made.commit();
            } catch (CommandException e) {
                assertThat(e.exit()).isEqualTo(Exit.FILE);
            }
        }
        assertThat(victim).hasContent("precious");
        assertThat(rights(victim)).isEqualTo("rw-------");
    }

    @Test
    void aFolderThatIsSwappedGetsNothing() throws Exception {
        Path folder = Files.createDirectory(dir.resolve("folder"));
        Path other = Files.createDirectory(dir.resolve("other"));
        Path precious = Files.writeString(other.resolve("file"), "precious");
        try (NewFile made = NewFile.at(folder.resolve("file"))) {
            made.out().print("secret");
            Files.move(folder, dir.resolve("moved"));
            Files.createSymbolicLink(folder, other);
            assertThatThrownBy(made::commit)
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.exit()).isEqualTo(Exit.FILE));
        }
        assertThat(precious).hasContent("precious");
        try (Stream<Path> left = Files.list(other)) {
            assertThat(left).containsExactly(precious);
        }
    }
}
