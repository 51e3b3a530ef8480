package dev.tercet.conformance.faults.load;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects there are of which class: those that are reachable, since taking it collects the others. */
record Histogram(Map<String, Long> instances) {
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)");

    /** Of the tests themselves, what they count and note is no leak. */
    private static final List<String> TESTS = List.of("dev.tercet.conformance.", "dev.tercet.testkit.");

    /** Collects, and counts what is left. */
    static Histogram taken() {
        try {
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return parsed(String.valueOf(text));
        } catch (JMException e) {
            throw new IllegalStateException("this JVM gives no histogram of its classes", e);
        }
    }

    private static Histogram parsed(String text) {
        Map<String, Long> instances = new HashMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            instances.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
        }
        if (instances.isEmpty()) {
            throw new IllegalStateException("not a histogram: " + text);
        }
        return new Histogram(instances);
    }

    /** How many there are of the classes whose names begin so. */
    long of(String prefix) {
        return instances.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && !isOfTests(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Those classes of which there are more than before, the most numerous first. */
    List<String> more(Histogram before, String prefix) {
        return instances.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && !isOfTests(entry.getKey()))
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.instances.getOrDefault(entry.getKey(), 0L)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(10)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
    }

    private static boolean isOfTests(String name) {
        return TESTS.stream().anyMatch(name::startsWith);
    }
}
