package dev.tercet.conformance.faults.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, but not for good. */
public final class Soon {
    private static final Duration GLANCE = Duration.ofMillis(20);

    private Soon() {}

    /** Whether {@code wish} came true within {@code limit}; an interrupt ends the wait and is kept. */
    public static boolean within(Duration limit, BooleanSupplier wish) {
        return within(limit, GLANCE, wish);
    }

    /** The same for a wish that costs something to look at, which is done once in {@code pause}. */
    static boolean within(Duration limit, Duration pause, BooleanSupplier wish) {
        long start = System.nanoTime();
        while (!wish.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return true;
    }
}
