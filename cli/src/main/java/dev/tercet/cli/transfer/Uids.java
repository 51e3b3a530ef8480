package dev.tercet.cli.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The numbers of users, as Unix has them. */
interface Uids {
    /** Those that the system tells. */
    Uids OF_SYSTEM = new OfSystem();

    /** Of a file's owner: of this itself, and not of what it leads to. */
    int of(Path path) throws IOException;

    /** Ours. */
    int own() throws IOException;

    /** Those that the system tells. */
    final class OfSystem implements Uids {
        private static final Path STATUS = Path.of("/proc/self/status");

        private OfSystem() {}

        @Override
        public int of(Path path) throws IOException {
            return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        }

        /** As Linux tells, also where nothing can be written; elsewhere ours is what we make. */
        @Override
        public int own() throws IOException {
            if (!Files.isReadable(STATUS)) {
                return ofWhatIsMade();
            }
            try (Stream<String> lines = Files.lines(STATUS)) {
                // The last of the four is the one by which files are made.
                Optional<String> uids =
                        lines.filter(line -> line.startsWith("Uid:")).findFirst();
                return uids.isPresent() ? Integer.parseUnsignedInt(uids.get().split("\\s+")[4]) : ofWhatIsMade();
            }
        }

        private int ofWhatIsMade() throws IOException {
            Path made = Files.createTempFile("tercet-", ".own");
            try {
                return of(made);
            } finally {
                Files.delete(made);
            }
        }
    }
}
