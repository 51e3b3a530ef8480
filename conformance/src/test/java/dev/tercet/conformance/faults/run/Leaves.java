package dev.tercet.conformance.faults.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What runs leave in their folders, by name. */
final class Leaves {
    static final String FINDINGS = "findings.txt";
    static final String NOT_RUN = "not-run.txt";
    static final String SCHEDULE = "schedule.txt";
    static final String REPORT = "report";

    private static final String ROUND = "round-";
    private static final String FEWER_FAULTS = "fewer-faults";
    private static final List<String> FILES = List.of(FINDINGS, NOT_RUN, SCHEDULE, REPORT + ".txt", REPORT + ".html");

    private Leaves() {}

    /** Where the report of one round of several goes. */
    static Path round(Path folder, int number) throws IOException {
        return Files.createDirectories(folder.resolve(ROUND + number));
    }

    /** Where the report goes of what was violated with the fewest faults. */
    static Path fewerFaults(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve(FEWER_FAULTS));
    }

    /** Removes what a run before this one has left, and nothing else, so that nobody takes it for what comes of this one. */
    static void clear(Path folder) throws IOException {
        removeFiles(folder);
        try (DirectoryStream<Path> inner = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path each : inner) {
                String name = each.getFileName().toString();
                if (name.startsWith(ROUND) || name.equals(FEWER_FAULTS)) {
                    removeFiles(each);
                    if (isEmpty(each)) {
                        Files.delete(each);
                    }
                }
            }
        }
    }

    private static void removeFiles(Path folder) throws IOException {
        for (String name : FILES) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> rest = Files.newDirectoryStream(folder)) {
            return !rest.iterator().hasNext();
        }
    }
}
