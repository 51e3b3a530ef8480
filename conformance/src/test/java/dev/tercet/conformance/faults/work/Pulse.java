package dev.tercet.conformance.faults.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How late threads of this process come to run: what is noted of the time of things may be off by as much. */
final class Pulse {
    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(10);

    private volatile boolean stopped;
    private volatile long longest;

    void start(Crew crew) {
        crew.start("pulse", () -> {
            while (!stopped) {
                long start = System.nanoTime();
                LockSupport.parkNanos(BEAT);
                longest = Math.max(longest, System.nanoTime() - start - BEAT);
            }
        });
    }

    /** Feels no more. */
    void stop() {
        stopped = true;
    }

    /** The longest that one came late. */
    Duration longest() {
        return Duration.ofNanos(longest);
    }
}
