package dev.tercet.conformance.faults.wire.fuzz;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself. */
final class Ended {
    private Ended() {}

    /** Whether something is so before the time is over. */
    static boolean within(Duration time, BooleanSupplier what) {
        long start = System.nanoTime();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - start > time.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return true;
    }
}
