package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.FileTrouble;
import dev.tercet.cli.output.Out;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all: it is written beside its place under another name, and moved there when it is on the disk.
 * Closing it before that removes it. What is no regular file, such as a pipe or {@code /dev/null}, is written into as it is, and so is
 * what somebody has opened, such as {@code /dev/stdout}: after what is in it.
 *
 * <p>Nothing is written through a link, or into a pipe, that somebody else than root has laid there.
 */
final class NewFile implements AutoCloseable {
    private final Path place;
    private final @Nullable Path beside;
    private final FileChannel channel;
    private final Out out;

    private NewFile(Path place, @Nullable Path beside, FileChannel channel) {
        this.place = place;
        this.beside = beside;
        this.channel = channel;
        this.out = new Out(place.toString(), Channels.newOutputStream(channel), false);
    }

    /** Opens it, or says why it cannot be. */
    static NewFile at(Path path) {
        try {
            if (path.toString().isEmpty()) {
                throw CommandException.wrongUsage("the name of the file to write is empty.");
            }
            if (Files.isDirectory(path)) {
                throw cannot(path, "it is a folder", null);
            }
            // A link stays one, unless it leads nowhere.
            Path place = Files.exists(path) ? follow(path) : path.toAbsolutePath();
            if (place == null) {
                // By the name that was given: a pipe that /dev/stdout is has no other.
                return new NewFile(path, null, FileChannel.open(path, StandardOpenOption.APPEND));
            }
            if (Files.exists(place) && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
                checkOwner(path, place, "a pipe or a device");
                return new NewFile(path, null, FileChannel.open(place, StandardOpenOption.WRITE));
            }
            // By chance: where somebody else, or a process of the same number that was killed, left one, ours is
            // another.
            Path beside = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
            return new NewFile(place, beside, make(beside));
        } catch (IOException e) {
            throw cannot(path, FileTrouble.reason(e, "there is no such folder"), e);
        }
    }

    /** Where links lead to from here; null for what a process has opened, whose name on the disk is not what was asked for. */
    private static @Nullable Path follow(Path path) throws IOException {
        Path at = path.toAbsolutePath();
        while (true) {
            Path folder = at.resolveSibling("").toRealPath();
            if (folder.startsWith("/proc") || folder.equals(Path.of("/dev/fd"))) {
                return null;
            }
            if (!Files.isSymbolicLink(at)) {
                return at;
            }
            checkOwner(path, at, "a link");
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
    }

    private static void checkOwner(Path given, Path found, String what) throws IOException {
        if (!Owners.areTrusted(found)) {
            String where = found.equals(given.toAbsolutePath()) ? "it" : found.toString();
            throw cannot(given, where + " is " + what + " of another user's", null);
        }
    }

    /** Made by this program alone, at once with its rights; its owner's alone, since there may be secrets among the keys. */
    private static FileChannel make(Path beside) throws IOException {
        Set<OpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return isPosix(beside)
                ? FileChannel.open(
                        beside,
                        fresh,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(beside, fresh);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** What to write to. */
    Out out() {
        return out;
    }

    /** All is written: it appears under its name. */
    void commit() {
        out.flush();
        try {
            if (beside != null) {
                keepRights(beside);
                channel.force(true);
                channel.close();
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw cannot(place, FileTrouble.reason(e, "there is no such folder"), e);
        }
    }

    /** Only now, since the old one may be one that cannot be written into. What others put there says nothing of what we want. */
    private void keepRights(Path made) throws IOException {
        if (isPosix(place) && Files.exists(place, LinkOption.NOFOLLOW_LINKS) && isOurs(made)) {
            // Of the file itself: it may have been replaced by a link to another.
            Files.getFileAttributeView(made, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private boolean isOurs(Path made) throws IOException {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && Owners.areSame(place, made);
    }

    /**
     * Removes what was written, without closing it, from any thread.
     *
     * @return whether there was anything; nothing once it has its name, and where it was written into what was there
     */
    boolean discard() {
        try {
            return beside != null && Files.deleteIfExists(beside);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (beside != null) {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw cannot(place, FileTrouble.reason(e, "there is no such folder"), e);
        }
    }

    private static CommandException cannot(Path path, String why, @Nullable IOException e) {
        return new CommandException(Exit.FILE, "cannot write " + path + ": " + why + ".", e);
    }
}
