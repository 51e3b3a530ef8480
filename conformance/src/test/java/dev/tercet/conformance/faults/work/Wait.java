package dev.tercet.conformance.faults.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what others do, but not for good. */
final class Wait {
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(20);

    private Wait() {}

    /**
     * Whether {@code wish} came true.
     *
     * @param deadline by {@link System#nanoTime}
     */
    static boolean until(long deadline, BooleanSupplier wish) {
        while (!wish.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(GLANCE);
        }
        return true;
    }
}
