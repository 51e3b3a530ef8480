package dev.tercet.conformance.faults.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, but not for good. */
public final class Soon {
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(20);

    private Soon() {}

    /** Whether {@code wish} came true within {@code limit}; an interrupt ends the wait and is kept. */
    public static boolean within(Duration limit, BooleanSupplier wish) {
        long start = System.nanoTime();
        while (!wish.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(GLANCE);
        }
        return true;
    }
}
