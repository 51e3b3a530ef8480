package dev.tercet.cli.transfer;

import dev.tercet.cli.connect.OwnersAlone;
import dev.tercet.cli.error.CommandException;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all: it is written beside its place under another name, and moved there when it is on the disk.
 * Closing it before that removes it. What is no regular file, such as a pipe or {@code /dev/null}, is written into as it is, and so is
 * what somebody has opened, such as {@code /dev/stdout}: after what is in it.
 *
 * <p>Links are followed, and pipes written into, that this user or root has laid there; somebody else's are refused.
 */
final class NewFile implements AutoCloseable {
    private final Path place;
    private final @Nullable Path beside;
    private final Owners owners;
    private final FileChannel channel;
    private final Out out;

    private NewFile(Path place, @Nullable Path beside, Owners owners, FileChannel channel) {
        this.place = place;
        this.beside = beside;
        this.owners = owners;
        this.channel = channel;
        this.out = new Out(place.toString(), Channels.newOutputStream(channel), false);
    }

    /** Opens it, or says why it cannot be. */
    static NewFile at(Path path) {
        return at(path, Uids.OF_SYSTEM);
    }

    /** The same, with what is known of whose files are. */
    static NewFile at(Path path, Uids uids) {
        Owners owners = new Owners(uids);
        try {
            if (path.toString().isEmpty()) {
                throw CommandException.wrongUsage("the name of the file to write is empty.");
            }
            if (Files.isDirectory(path)) {
                throw cannot(path, "it is a folder", null);
            }
            // A link stays one, unless it leads nowhere.
            Path place = Files.exists(path) ? follow(path, owners) : fixed(path.toAbsolutePath());
            if (place == null) {
                // By the name that was given: a pipe that /dev/stdout is has no other.
                return new NewFile(path, null, owners, FileChannel.open(path, StandardOpenOption.APPEND));
            }
            if (Files.exists(place) && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
                check(path, place, "a pipe", owners);
                return new NewFile(path, null, owners, into(place));
            }
            // By chance: where somebody else, or a process of the same number that was killed, left one, ours is
            // another.
            Path beside = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
            return new NewFile(place, beside, owners, make(beside));
        } catch (IOException e) {
            throw cannot(path, e);
        }
    }

    /** Where links lead to from here; null for what a process has opened, whose name on the disk is not what was asked for. */
    private static @Nullable Path follow(Path path, Owners owners) throws IOException {
        Path at = path.toAbsolutePath();
        while (true) {
            Path folder = at.resolveSibling("").toRealPath();
            if (folder.startsWith("/proc") || folder.equals(Path.of("/dev/fd"))) {
                return null;
            }
            if (!Files.isSymbolicLink(at)) {
                return folder.resolve(at.getFileName());
            }
            check(path, at, "a link", owners);
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
    }

    /** In the folder that it has now, wherever links to that lead later. */
    private static Path fixed(Path place) throws IOException {
        return place.resolveSibling("").toRealPath().resolve(place.getFileName());
    }

    private static void check(Path given, Path found, String what, Owners owners) throws IOException {
        if (!owners.areTrusted(found)) {
            String where = found.equals(given.toAbsolutePath()) ? "it" : found.toString();
            throw cannot(given, where + " is " + what + " of another user's", null);
        }
    }

    /** What was no link a moment ago. */
    static FileChannel into(Path place) throws IOException {
        return FileChannel.open(place, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Made by this program alone, at once with its rights; its owner's alone, since there may be secrets among the keys. */
    private static FileChannel make(Path beside) throws IOException {
        Set<OpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(beside, fresh, OwnersAlone.file(beside));
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
                // Only now, since the old one may be one that cannot be written into.
                new KeptRights(place, owners).giveTo(beside);
                channel.force(true);
                channel.close();
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw cannot(place, e);
        }
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
            throw cannot(place, e);
        }
    }

    private static CommandException cannot(Path path, IOException e) {
        return cannot(path, FileTrouble.reason(e, "there is no such folder"), e);
    }

    private static CommandException cannot(Path path, String why, @Nullable IOException e) {
        return CommandException.ofFile("cannot write " + path + ": " + why + ".", e);
    }
}
