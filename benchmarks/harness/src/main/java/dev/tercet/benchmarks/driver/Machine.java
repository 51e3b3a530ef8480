package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine that something is measured on, and of what sources.
 *
 * @param date when it began
 * @param cpus how many the JVM may use
 * @param cpu their model
 * @param memoryGb of the machine; 0 if the system does not say
 * @param system its name, the version of its kernel, and its architecture
 * @param jdk what this runs on
 * @param load its load average of the last minute when it began; not a number if the system does not say
 * @param sources what is measured was built from
 */
public record Machine(
        Instant date, int cpus, String cpu, long memoryGb, String system, String jdk, double load, Sources sources) {

    /** This one, now, with the sources in the folder that this runs in. */
    public static Machine here() throws IOException, InterruptedException {
        String memory = find("/proc/meminfo", "MemTotal:\\s*(\\d+) kB");
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                find("/proc/cpuinfo", "(?m)^model name\\s*: (.*)$"),
                memory.isEmpty() ? 0 : Math.round(Long.parseLong(memory) * 1024 / 1e9),
                String.join(" ", property("os.name"), property("os.version"), property("os.arch")),
                property("java.runtime.version"),
                loadNow(),
                Sources.in(Path.of("")));
    }

    private static double loadNow() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? Double.NaN : load;
    }

    /** Whether other work had more than half of the processors, so that what is measured is not of this alone. */
    boolean isBusy() {
        return load > cpus / 2.0;
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

    /** For people, in two lines, and one more if it was busy. */
    public String render() {
        return String.format(
                Locale.ROOT,
                "%s, commit %s%n%d CPUs%s%s%s, %s, JDK %s%n%s",
                date,
                sources,
                cpus,
                cpu.isEmpty() ? "" : " (" + cpu + ")",
                Double.isNaN(load) ? "" : String.format(Locale.ROOT, ", load %.1f", load),
                memoryGb == 0 ? "" : ", " + memoryGb + " GB",
                system,
                jdk,
                isBusy()
                        ? "warning: this machine was busy at the start: something else runs here, or a build just did\n"
                        : "");
    }

    /** For machines: a map that more can be put into. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("date", date);
        fields.put("commit", sources.commit());
        fields.put("modified", sources.modified());
        fields.put("cpus", cpus);
        fields.put("cpu", cpu);
        fields.put("memoryGb", memoryGb);
        fields.put("system", system);
        fields.put("jdk", jdk);
        fields.put("loadAverage", load);
        return fields;
    }
}
