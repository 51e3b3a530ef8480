package dev.tercet.benchmarks;

/**
 * What one window of one contender yielded.
 *
 * @param ops operations (for watches: events) that ended inside the window
 * @param nanos how long the window was
 * @param cpuNanos the process's whole CPU time in it, so with the collector and the compiler
 * @param bytes bytes allocated by all threads in it
 */
public record Sample(long ops, long nanos, long cpuNanos, long bytes) {

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

    /** One line of figures, as {@link #parse} reads it. */
    String line() {
        return ops + " " + nanos + " " + cpuNanos + " " + bytes;
    }

    /** Reads what {@link #line} wrote. */
    public static Sample parse(String line) {
        String[] figures = line.split(" ", -1);
        return new Sample(
                Long.parseLong(figures[0]),
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]),
                Long.parseLong(figures[3]));
    }
}
