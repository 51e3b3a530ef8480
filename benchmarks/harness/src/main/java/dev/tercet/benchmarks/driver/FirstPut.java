package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the first put of a new process cost.
 *
 * @param wall seconds from the start of its JVM until the reply was there, as seen from outside
 * @param client seconds of them from the making of the client
 * @param second seconds that the next put took
 * @param cpu seconds of the whole process's CPU time until the first reply, not a number if the system does not say
 * @param memory bytes resident after the second put, not a number if the system does not say
 * @param threads those of the process, the JVM's own included, not a number if the system does not say
 */
record FirstPut(double wall, double client, double second, double cpu, double memory, double threads) {
    private static final String CLASS_LOADED = " source: ";

    /** Runs it once. */
    static FirstPut of(Contender contender, String classPath, int port, Path logs)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Worker process = contender.start(logs, classPath, List.of())) {
            long client = Long.parseLong(process.ask("first " + port));
            double wall = (System.nanoTime() - begun) / 1e9;
            double cpu = process.cpu()
                    .map(Duration::toNanos)
                    .map(nanos -> nanos / 1e9)
                    .orElse(Double.NaN);
            long second = Long.parseLong(process.ask("again"));
            String status = status(process.pid());
            return new FirstPut(
                    wall,
                    client / 1e9,
                    second / 1e9,
                    cpu,
                    number("(?m)^VmRSS:\\s*(\\d+) kB", status) * 1024,
                    number("(?m)^Threads:\\s*(\\d+)", status));
        }
    }

    /** How many classes are loaded until the first reply: counted in a run of its own, since a log takes time. */
    static long classes(Contender contender, String classPath, int port, Path logs)
            throws IOException, InterruptedException {
        Path log = logs.resolve(contender.id() + "-classes.log");
        try (Worker process = contender.start(logs, classPath, List.of("-Xlog:class+load:file=" + log))) {
            process.ask("first " + port);
            try (Stream<String> lines = Files.lines(log)) {
                return lines.filter(line -> line.contains(CLASS_LOADED)).count();
            }
        }
    }

    // Only Linux has it.
    private static String status(long pid) throws IOException {
        Path file = Path.of("/proc", String.valueOf(pid), "status");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static double number(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }
}
