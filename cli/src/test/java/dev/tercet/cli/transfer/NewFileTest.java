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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** What is somebody else's, whoever runs this. */
    private final Set<Path> foreign = new HashSet<>();

    private final Uids uids = new Uids() {
        @Override
        public int of(Path path) throws IOException {
            return foreign.contains(path) ? NOBODY : OF_SYSTEM.of(path);
        }

        @Override
        public int own() throws IOException {
            return OF_SYSTEM.own();
        }
    };

    @BeforeEach
    void makeVictim() throws IOException {
        victim = Files.writeString(dir.resolve("victim"), "precious");
    }

    private void write(Path path) {
        try (NewFile made = NewFile.at(path, uids)) {
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

    /** Gives a file, or the link itself, to another user: really where this is root's to do, and else in the eyes of what is tried. */
    private void giveAway(Path path) throws IOException {
        foreign.add(path);
        if (uids.own() == 0) {
            Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private void refused(Path path, String why) {
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
        refused(pipe, "it is a pipe of another user's");
    }

    @Test
    void whatSomebodyElsePutThereDoesNotSayWhoMayRead() throws Exception {
        Path bait = Files.writeString(dir.resolve("bait"), "");
        rights(bait, "rw-rw-rw-");
        giveAway(bait);
        rights(dir, "rwxrwxrwx");
        write(bait);
        assertThat(bait).hasContent("secret");
        assertThat(rights(bait)).isEqualTo("rw-------");
        assertThat(Uids.OF_SYSTEM.of(bait)).isEqualTo(uids.own());
    }

    /** As when root writes anew what a service is to read. */
    @Test
    void whatOnlyWeCouldHavePutThereStaysWhoseItIs() throws Exception {
        Path theirs = Files.writeString(dir.resolve("theirs"), "before");
        rights(theirs, "rw-r-----");
        giveAway(theirs);
        int owner = Uids.OF_SYSTEM.of(theirs);
        rights(dir, "rwxr-xr-x");
        write(theirs);
        assertThat(theirs).hasContent("secret");
        assertThat(rights(theirs)).isEqualTo("rw-r-----");
        assertThat(Uids.OF_SYSTEM.of(theirs)).isEqualTo(owner);
    }

    @Test
    void whatAGroupMayReadAnotherDoesNot() throws Exception {
        Assumptions.assumeTrue(uids.own() == 0, "only root can give a file to any group");
        Path shared = Files.writeString(dir.resolve("shared"), "before");
        Files.setAttribute(shared, "unix:gid", NOBODY);
        rights(shared, "rw-r-----");
        write(shared);
        assertThat(rights(shared)).isEqualTo("rw-r-----");
        assertThat(Files.getAttribute(shared, "unix:gid")).isEqualTo(NOBODY);
    }

    /** Seen from a namespace of users in which root has no number. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theSystemsOwnIsWrittenIntoWhosesoeverItSeems() throws Exception {
        Path nothing = Path.of("/dev/null");
        Path link = Files.createSymbolicLink(dir.resolve("link"), nothing);
        foreign.add(nothing);
        write(nothing);
        write(link);
        Path laid = Path.of("/dev/stdout");
        foreign.addAll(List.of(laid, link));
        assertThat(new Owners(uids).areTrusted(laid)).isTrue();
        refused(link, "it is a link of another user's");
    }

    @Test
    void aPipeThatBecameALinkIsNotFollowed() throws Exception {
        Path link = Files.createSymbolicLink(dir.resolve("link"), victim);
        assertThatThrownBy(() -> NewFile.into(link).close()).isInstanceOf(IOException.class);
        NewFile.into(victim).close();
    }

    /** Ctrl-C in the shell, to a command that does not wait for it. */
    @Test
    void whoIsToldToEndMeanwhileWasInterrupted() throws Exception {
        try (NewFile made = NewFile.at(dir.resolve("new"))) {
            made.out().print("secret");
            Thread.currentThread().interrupt();
            assertThatThrownBy(made::commit)
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INTERRUPTED))
                    .hasMessage("cannot write to " + dir.resolve("new") + ": interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(dir.resolve("new")).doesNotExist();
        assertThat(parts()).isEmpty();
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
    void aFolderBehindALinkIsTheOneThatItWas() throws Exception {
        Path first = Files.createDirectory(dir.resolve("first"));
        Path second = Files.createDirectory(dir.resolve("second"));
        Path link = Files.createSymbolicLink(dir.resolve("link"), first);
        try (NewFile made = NewFile.at(link.resolve("file"))) {
            made.out().print("secret");
            Files.delete(link);
            Files.createSymbolicLink(link, second);
            made.commit();
        }
        assertThat(first.resolve("file")).hasContent("secret");
        assertThat(second).isEmptyDirectory();
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
