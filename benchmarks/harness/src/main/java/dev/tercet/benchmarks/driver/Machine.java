package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
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
 * @param sources what is measured was built from
 */
public record Machine(Instant date, int cpus, String cpu, long memoryGb, String system, String jdk, Sources sources) {

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
                Sources.in(Path.of("")));
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

    /** For people, in two lines. */
    public String render() {
        return String.format(
                "%s, commit %s%n%d CPUs%s%s, %s, JDK %s%n",
                date,
                sources,
                cpus,
                cpu.isEmpty() ? "" : " (" + cpu + ")",
                memoryGb == 0 ? "" : ", " + memoryGb + " GB",
                system,
                jdk);
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
        return fields;
    }
}
