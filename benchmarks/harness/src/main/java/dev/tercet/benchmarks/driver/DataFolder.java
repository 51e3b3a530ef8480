package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a server of this run has its data.
 *
 * @param path the folder, new and empty
 * @param disk whether the server waits until what it writes there is safe
 * @param store the type of the file system
 */
record DataFolder(Path path, boolean disk, String store) {
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final String NAME = "tercet-bench";

    /** One in memory, where the system has a folder for that. */
    static DataFolder inMemory() throws IOException {
        Path memory = Path.of("/dev/shm");
        Path path =
                Files.isWritable(memory) ? Files.createTempDirectory(memory, NAME) : Files.createTempDirectory(NAME);
        return new DataFolder(path, false, store(path));
    }

    /**
     * One in this folder.
     *
     * @throws NoDiskException if that is not on a disk
     */
    static DataFolder onDisk(Path parent) throws IOException {
        String store = store(parent);
        if (IN_MEMORY.contains(store)) {
            throw new NoDiskException("puts to disk cannot be measured here: " + parent.toAbsolutePath() + " is on "
                    + store + ", which is memory; run them in a checkout on a disk");
        }
        return new DataFolder(Files.createTempDirectory(parent, NAME), true, store);
    }

    private static String store(Path path) throws IOException {
        return Files.getFileStore(path).type();
    }

    /** What the heading of a table says of it: what kind of file system it is, since what waiting costs depends on that. */
    String title() {
        return disk
                ? "data on disk (" + store + "), with fsync"
                : "data " + (IN_MEMORY.contains(store) ? "in memory (" : "on disk (") + store + "), without fsync";
    }

    /** Deletes it and all in it. */
    void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
