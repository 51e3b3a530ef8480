package dev.tercet.cli.check;

import java.util.Map;
import java.util.TreeMap;

/** How long calls took, in seconds, and how many failed by what was wrong. Threads: any. */
final class Times {
    private static final double SECOND = 1e9;

    private final Map<String, Long> failures = new TreeMap<>();
    private long count;
    private double slowest;
    // Welford's: no time is kept, and none is lost in the difference of two great sums.
    private double mean;
    private double squares;
    private double total;

    synchronized void done(long nanos) {
        double seconds = nanos / SECOND;
        count++;
        slowest = Math.max(slowest, seconds);
        double off = seconds - mean;
        mean += off / count;
        squares += off * (seconds - mean);
    }

    synchronized void failed(String why) {
        failures.merge(why, 1L, Long::sum);
    }

    /** All are done, after so long. */
    synchronized Times ended(long nanos) {
        total = nanos / SECOND;
        return this;
    }

    /** How many went well. */
    synchronized long count() {
        return count;
    }

    /** How many went well a second. */
    synchronized double rate() {
        return count / total;
    }

    synchronized double slowest() {
        return slowest;
    }

    /** The standard deviation. */
    synchronized double deviation() {
        return Math.sqrt(squares / count);
    }

    synchronized Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }
}
