package dev.tercet.benchmarks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command, run as a process with a heap of 64 MiB.
 *
 * @param seconds how long it took, the start of its JVM included
 * @param peak the most of the heap that was in use, in MiB, as its collector saw it
 */
record CommandRun(double seconds, int peak) {
    /** Before and after a collection, such as {@code 17M->2M(61M)}. */
    private static final Pattern USED = Pattern.compile("(\\d+)M->\\d+M\\(");

    /** Runs it, or fails with what it had to say. */
    static CommandRun of(Path folder, String... words) throws IOException, InterruptedException {
        Path collections = folder.resolve("gc.log");
        Path said = folder.resolve("said");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Xlog:gc:file=" + collections,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tercet.cli.Main"));
        Collections.addAll(command, words);
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int code = process.waitFor();
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
