package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.FileTrouble;
import dev.tercet.cli.output.Out;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all: it is written beside its place under another name, and moved there when it is on the disk.
 * Closing it before that removes it. What is no regular file, such as a pipe or {@code /dev/null}, is written into as it is, and so is
 * what somebody has opened, such as {@code /dev/stdout}: after what is in it.
 */
final class NewFile implements AutoCloseable {
    private final Path place;
    private final @Nullable Path beside;
    private final FileOutputStream stream;
    private final Out out;

    private NewFile(Path place, @Nullable Path beside, FileOutputStream stream) {
        this.place = place;
        this.beside = beside;
        this.stream = stream;
        this.out = new Out(place.toString(), stream, false);
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
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                // By the name that was given: a pipe that /dev/stdout is has no other.
                return new NewFile(path, null, new FileOutputStream(path.toFile()));
            }
            if (Files.exists(path) && isDescriptor(path)) {
                return new NewFile(path, null, new FileOutputStream(path.toFile(), true));
            }
            // A link stays one.
            Path place = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            // By chance: where somebody else, or a process of the same number that was killed, left one, ours is
            // another.
            Path beside = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
            return new NewFile(place, beside, make(beside));
        } catch (IOException e) {
            throw cannot(path, FileTrouble.reason(e, "there is no such folder"), e);
        }
    }

    /** Whether it leads to what a process has opened. The name that has on the disk is not what was asked for. */
    private static boolean isDescriptor(Path path) throws IOException {
        Path at = path.toAbsolutePath();
        while (true) {
            Path folder = at.resolveSibling("").toRealPath();
            if (folder.startsWith("/proc") || folder.equals(Path.of("/dev/fd"))) {
                return true;
            }
            if (!Files.isSymbolicLink(at)) {
                return false;
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
    }

    /** Made by this program alone; its owner's alone, since there may be secrets among the keys. */
    private static FileOutputStream make(Path beside) throws IOException {
        if (isPosix(beside)) {
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(beside);
        }
        try {
            return new FileOutputStream(beside.toFile());
        } catch (IOException e) {
            Files.delete(beside);
            throw e;
        }
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
                // Only now, since the old one may be one that cannot be written into.
                if (isPosix(place) && Files.exists(place)) {
                    Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(place));
                }
                stream.getFD().sync();
                stream.close();
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw cannot(place, FileTrouble.reason(e, "there is no such folder"), e);
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
            stream.close();
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
