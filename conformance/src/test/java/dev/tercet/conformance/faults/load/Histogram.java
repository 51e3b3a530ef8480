package dev.tercet.conformance.faults.load;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many objects there are of which class: those that are reachable, since taking it collects the others.
 *
 * <p>What a class has once, from when it is first used and for good, is not among them: who comes upon an error for the first time
 * while it is weighed leaves the constants of its enum behind, and the lambdas on its way, however often it comes there again.
 */
record Histogram(Map<String, Long> instances) {
    /** In the name of a class that was made for one lambda; those that capture nothing have one object of it. */
    private static final String LAMBDA = "$$Lambda";

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

    /** How many there are of the classes whose names begin so, but for what a class has once. */
    long of(String prefix) {
        return names(prefix).mapToLong(this::counted).sum();
    }

    /** Those classes of which there are more than before, the most numerous first. */
    List<String> more(Histogram before, String prefix) {
        return names(prefix)
                .map(name -> Map.entry(name, counted(name) - before.counted(name)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(10)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
    }

    private Stream<String> names(String prefix) {
        return instances.keySet().stream().filter(name -> name.startsWith(prefix) && !isOfTests(name));
    }

    private long counted(String name) {
        long all = instances.getOrDefault(name, 0L);
        if (name.contains(LAMBDA)) {
            // Of one that captures something there may be any number, all but one of which are told of.
            return Math.max(all - 1, 0);
        }
        return isEnum(name) ? 0 : all;
    }

    /** Of an enum there are never more than its constants; those that have a body are of classes below it. */
    private static boolean isEnum(String name) {
        try {
            return Enum.class.isAssignableFrom(Class.forName(name, false, Histogram.class.getClassLoader()));
        } catch (ClassNotFoundException hidden) {
            return false;
        }
    }

    private static boolean isOfTests(String name) {
        return TESTS.stream().anyMatch(name::startsWith);
    }
}
