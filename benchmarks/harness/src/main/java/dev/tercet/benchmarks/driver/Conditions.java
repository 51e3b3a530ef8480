package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run is held on.
 *
 * @param date when it began
 * @param cpus how many the JVM may use
 * @param cpu their model
 * @param memoryGb of the machine; 0 if the system does not say
 * @param system its name, the version of its kernel, and its architecture
 * @param jdk what the driver and the stub server run on
 * @param versions of the contenders
 */
record Conditions(
        Instant date,
        int cpus,
        String cpu,
        long memoryGb,
        String system,
        String jdk,
        Map<Contender, String> versions,
        Timing timing) {

    /** Those of now and here. */
    static Conditions of(Options options) throws IOException {
        Map<Contender, String> versions = new LinkedHashMap<>();
        for (Contender contender : options.contenders()) {
            versions.put(contender, contender.version());
        }
        String memory = find("/proc/meminfo", "MemTotal:\\s*(\\d+) kB");
        return new Conditions(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                find("/proc/cpuinfo", "(?m)^model name\\s*: (.*)$"),
                memory.isEmpty() ? 0 : Math.round(Long.parseLong(memory) * 1024 / 1e9),
                String.join(" ", property("os.name"), property("os.version"), property("os.arch")),
                property("java.runtime.version"),
                versions,
                options.timing());
    }

    private static String property(String name) {
        return System.getProperty(name);
    }

    // Only Linux has such files.
    private static String find(String file, String pattern) throws IOException {
        Path path = Path.of(file);
        Matcher found = Pattern.compile(pattern).matcher(Files.exists(path) ? Files.readString(path) : "");
        return found.find() ? found.group(1).trim() : "";
    }

    /** All of it but the rest, for people. */
    String render() {
        return String.format(
                """
                %s
                %d CPUs%s%s, %s, JDK %s
                %s
                medians of %d rounds of %d ms, after %d ms of warm-up per row; +- is half the range of the rounds
                CPU is the whole client process, with collector and compiler; for watches, an op is an event
                p50, p99: latency in microseconds
                """,
                date,
                cpus,
                cpu.isEmpty() ? "" : " (" + cpu + ")",
                memoryGb == 0 ? "" : ", " + memoryGb + " GB",
                system,
                jdk,
                String.join(", ", new LinkedHashSet<>(versions.values())),
                timing.rounds(),
                timing.windowMillis(),
                timing.warmUpMillis());
    }
}
