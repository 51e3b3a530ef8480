package dev.tercet.testkit.etcd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * Folders for servers' data: in memory where there is room, since each member claims some 70 MB at once.
 *
 * <p>All folders of a JVM lie in one, whose lock file the JVM holds. A JVM that is killed deletes nothing; the next one
 * finds the lock free and does it instead.
 */
final class Scratch {
    private static final String PREFIX = "tercet-etcd-";
    private static final String LOCK = "lock";
    private static final long ROOM = 1L << 30;
    private static final Duration YOUNG = Duration.ofMinutes(1);
    private static final Path HOME = home();

    private Scratch() {}

    static Path create() {
        try {
            return Files.createTempDirectory(HOME, "cluster-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes {@code folder} and what is in it; what vanishes meanwhile is none of our business. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private static Path home() {
        try {
            Path parent = parent();
            sweep(parent);
            Path home = Files.createTempDirectory(parent, PREFIX);
            // Kept open, hence locked, until the JVM ends.
            FileChannel lockFile =
                    FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock lock = lockFile.lock();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                // A server that still writes would fill the folder again behind our back.
                                Offspring.killAll();
                                if (lock.isValid()) {
                                    delete(home);
                                }
                            },
                            "tercet-testkit-scratch"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path parent() throws IOException {
        Path memory = Path.of("/dev/shm");
        boolean roomy = Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM;
        return roomy ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path home : homes) {
                if (isAbandoned(home)) {
                    delete(home);
                }
            }
        }
    }

    /** A folder that was made just now may not have its lock yet. */
    private static boolean isAbandoned(Path home) {
        try {
            if (Files.getLastModifiedTime(home)
                    .toInstant()
                    .isAfter(Instant.now().minus(YOUNG))) {
                return false;
            }
            try (FileChannel file = FileChannel.open(home.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock lock = file.tryLock()) {
                return lock != null;
            }
        } catch (IOException e) {
            // Somebody else's, or just deleted by another JVM.
            return false;
        }
    }
}
