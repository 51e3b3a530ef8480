package dev.tercet.v2.internal.longpoll;

import java.time.Duration;

/**
 * How long things may take, in nanoseconds.
 *
 * @param handOver how long a wait may be silent before another takes its place
 * @param registering how long a server may take to begin to wait
 * @param firstPause between failures, at first; it doubles
 * @param longestPause between failures, at most
 */
public record Pace(long handOver, long registering, long firstPause, long longestPause) {
    /** For real servers, whose history goes back a thousand events. */
    public static final Pace DEFAULT =
            of(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofSeconds(2));

    /** In durations. */
    public static Pace of(Duration handOver, Duration registering, Duration firstPause, Duration longestPause) {
        return new Pace(handOver.toNanos(), registering.toNanos(), firstPause.toNanos(), longestPause.toNanos());
    }
}
