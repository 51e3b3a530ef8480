package dev.tercet.benchmarks;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one window of one contender yielded.
 *
 * @param ops operations (for watches: events) that ended inside the window
 * @param nanos how long the window was
 * @param cpuNanos the process's whole CPU time in it, so with the collector and the compiler
 * @param bytes bytes allocated by all threads in it
 * @param figures what else was measured, by names without blanks; {@code p50} and {@code p99} are latencies in microseconds
 */
public record Sample(long ops, long nanos, long cpuNanos, long bytes, Map<String, Double> figures) {

    /** The name of the figure of heap: the most that a collection left in use, in megabytes. */
    public static final String HEAP = "heap";

    /** The name of the figure of threads: the most that were alive at once, from the lead-in to the end of the window; no virtual ones. */
    public static final String THREADS = "threads";

    /** Keeps a copy of the figures, in the order of their names. */
    public Sample {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** A sample without further figures. */
    public Sample(long ops, long nanos, long cpuNanos, long bytes) {
        this(ops, nanos, cpuNanos, bytes, Map.of());
    }

    /** Operations per second. */
    public double opsPerSecond() {
        return ops * 1e9 / nanos;
    }

    /** Microseconds of CPU per operation. */
    public double cpuMicros() {
        return cpuNanos / 1e3 / ops;
    }

    /** Bytes allocated per operation. */
    public double bytesPerOp() {
        return (double) bytes / ops;
    }

    /** A further figure; not a number if this one was not measured. */
    public double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /** This sample with one more figure. */
    public Sample with(String name, double value) {
        if (!name.matches("[^\\s=]+")) {
            throw new IllegalArgumentException("not the name of a figure: " + name);
        }
        Map<String, Double> more = new TreeMap<>(figures);
        more.put(name, value);
        return new Sample(ops, nanos, cpuNanos, bytes, more);
    }

    /** One line of figures, as {@link #parse} reads it. */
    String line() {
        StringBuilder line = new StringBuilder(ops + " " + nanos + " " + cpuNanos + " " + bytes);
        figures.forEach(
                (name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }

    /** Reads what {@link #line} wrote. */
    public static Sample parse(String line) {
        String[] words = line.split(" ", -1);
        Map<String, Double> figures = new TreeMap<>();
        for (int i = 4; i < words.length; i++) {
            String[] figure = words[i].split("=", 2);
            figures.put(figure[0], Double.valueOf(figure[1]));
        }
        return new Sample(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                figures);
    }
}
