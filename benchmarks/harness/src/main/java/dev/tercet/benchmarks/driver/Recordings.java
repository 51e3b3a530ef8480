package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where what the clients did at one server is recorded: a file for each row and client.
 *
 * @param server a word for it
 */
record Recordings(Path folder, String server) {

    /** Makes the folder; a {@link CannotBeginException} says why it cannot be. */
    static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CannotBeginException("cannot make the folder " + folder + ": " + e, e);
        }
    }

    /** Makes room for those of a run: of an earlier one with the same files nothing is left. */
    static Recordings start(Path folder, String server, List<Row> rows, List<Contender> contenders) throws IOException {
        make(folder);
        Recordings recordings = new Recordings(folder, server);
        for (Row row : rows) {
            for (Contender contender : contenders) {
                Files.deleteIfExists(recordings.file(row, contender));
            }
        }
        return recordings;
    }

    /** Where those of one client at one row are. */
    Path file(Row row, Contender contender) {
        return folder.resolve(server + "-" + row.id() + "-" + contender.id() + ".jfr")
                .toAbsolutePath();
    }

    /** What they say; empty if there are none. */
    Optional<Profile> profile(Row row, Contender contender) throws IOException {
        Path file = file(row, contender);
        return Files.exists(file) ? Optional.of(ProfileReader.read(file)) : Optional.empty();
    }
}
