package dev.tercet.conformance.etcdctl;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what others do, but not for good. */
final class Patience {
    static final long SECONDS = 20;
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(5);

    private Patience() {}

    /** Whether it came true in time. */
    static boolean until(BooleanSupplier wish) {
        long start = System.nanoTime();
        while (!wish.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(SECONDS)) {
                return false;
            }
            LockSupport.parkNanos(GLANCE);
        }
        return true;
    }
}
