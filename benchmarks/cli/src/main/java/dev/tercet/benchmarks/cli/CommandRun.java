package dev.tercet.benchmarks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The command, run by its launch script with a heap of 64 MiB.
 *
 * @param seconds how long it took, the start of its JVM included
 * @param peak the most of the heap that was in use, in MiB, as its collector saw it; 0 if it did not collect
 */
record CommandRun(double seconds, int peak) {
    /** Before and after a collection, such as {@code 17M->2M(61M)}. */
    private static final Pattern USED = Pattern.compile("(\\d+)M->\\d+M\\(");

    /** Runs it, or fails with what it had to say. */
    static CommandRun of(Path folder, String... words) throws IOException, InterruptedException {
        Path collections = folder.resolve("gc.log");
        Path said = folder.resolve("said");
        List<String> command = new ArrayList<>(List.of("cli/target/dist/bin/tercet"));
        Collections.addAll(command, words);
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        process.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "TERCET_CACHE",
                        "cli/target/cache",
                        "TERCET_OPTS",
                        "-Xmx64m -Xlog:gc:file=" + collections));
        long begun = System.nanoTime();
        int code = process.start().waitFor();
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (code != 0) {
            throw new IOException(
                    "tercet " + String.join(" ", words) + " ended with " + code + ": " + Files.readString(said));
        }
        int peak = USED.matcher(Files.readString(collections))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
        return new CommandRun(seconds, peak);
    }
}
