package dev.tercet.conformance.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for members' data, in memory where there is room. Those of a JVM that was killed are deleted by the next one. */
final class Folders {
    private static final String PREFIX = "tercet-faults-";
    private static final long ROOM = 2L << 30;

    private Folders() {}

    static Path create() {
        try {
            Path parent = parent();
            sweep(parent);
            return Files.createTempDirectory(
                    parent, PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes {@code folder} and all in it. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("cannot delete " + folder, e);
        }
    }

    private static Path parent() throws IOException {
        Path memory = Path.of("/dev/shm");
        boolean roomy = Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM;
        return roomy ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path each : all) {
                if (Owner.isGone(each.getFileName().toString(), PREFIX)) {
                    delete(each);
                }
            }
        }
    }
}
