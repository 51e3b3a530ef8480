package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run is held on.
 *
 * @param versions of the contenders
 * @param jvmOptions of the contenders' JVMs
 */
record Conditions(Machine machine, Map<Contender, String> versions, List<String> jvmOptions, Timing timing) {

    /** Those of now and here. */
    static Conditions of(Options options) throws IOException, InterruptedException {
        return new Conditions(
                Machine.here(),
                versions(options.contenders()),
                jvmOptions(options.jvm(), System.getenv()),
                options.timing());
    }

    static Map<Contender, String> versions(List<Contender> contenders) throws IOException {
        Map<Contender, String> versions = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            versions.put(contender, contender.version());
        }
        return versions;
    }

    /** Those that are given, and those that every JVM takes from the environment. */
    static List<String> jvmOptions(List<String> given, Map<String, String> environment) {
        List<String> all = new ArrayList<>(given);
        Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")
                .map(name -> environment.getOrDefault(name, "").trim())
                .filter(more -> !more.isEmpty())
                .forEach(all::add);
        return all;
    }

    /** All of it, for people. */
    String render() {
        return machine.render()
                + String.format(
                        """
                        %s
                        clients in JVMs with %s
                        %s of %d ms, after %d ms of warm-up per row; +- is half the range of the rounds
                        CPU is the whole client process, with collector and compiler; for watches, an op is an event
                        p50, p99: latency in microseconds
                        """,
                        String.join(", ", new LinkedHashSet<>(versions.values())),
                        String.join(" ", jvmOptions),
                        timing.rounds() == 1 ? "one round" : "medians of " + timing.rounds() + " rounds",
                        timing.windowMillis(),
                        timing.warmUpMillis());
    }
}
