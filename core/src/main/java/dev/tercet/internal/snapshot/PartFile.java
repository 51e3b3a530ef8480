package dev.tercet.internal.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A file in the making, beside the one it is to become: new, so that no link that lies there is followed, and its owner's alone, since
 * a snapshot holds every key.
 */
final class PartFile {
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path target;
    private final Path part;
    private final FileChannel channel;

    private PartFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    static PartFile beside(Path target) throws IOException {
        Path whole = target.toAbsolutePath();
        Path name = whole.getFileName();
        if (name == null || Files.isDirectory(whole, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(target + " is a directory");
        }
        // Moved over a device or a pipe, a file would take its place.
        if (Files.exists(whole) && !Files.isRegularFile(whole)) {
            throw new IOException(target + " is not a regular file");
        }
        Path folder = whole.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException("the folder " + folder + (Files.exists(folder) ? " is not one" : " does not exist"));
        }
        Path part = whole.resolveSibling("." + name + "." + UUID.randomUUID() + ".part");
        return new PartFile(whole, part, FileChannel.open(part, NEW, ownerOnly(part)));
    }

    private static FileAttribute<?>[] ownerOnly(Path part) {
        if (!part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(
                    Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
        };
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Gives it its name, when all of it is on the disk. */
    void publish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // Not every system can flush a directory; the file is whole under either name.
            return;
        }
    }

    /** Deletes it. */
    void discard() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
