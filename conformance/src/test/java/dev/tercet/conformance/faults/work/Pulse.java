package dev.tercet.conformance.faults.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How late threads of this process come to run: what is noted of the time of things may be off by as much. */
final class Pulse {
    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(10);

    private final Stage stage;
    private volatile long longest;

    Pulse(Stage stage) {
        this.stage = stage;
    }

    void start(Crew crew) {
        crew.start("pulse", () -> {
            while (stage.goesOn()) {
                long start = System.nanoTime();
                LockSupport.parkNanos(BEAT);
                longest = Math.max(longest, System.nanoTime() - start - BEAT);
            }
        });
    }

    /** The longest that one came late. */
    Duration longest() {
        return Duration.ofNanos(longest);
    }
}
