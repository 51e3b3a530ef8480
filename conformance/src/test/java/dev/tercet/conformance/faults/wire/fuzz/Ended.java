package dev.tercet.conformance.faults.wire.fuzz;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Waits for what comes by itself. */
final class Ended {
    /** What calls are counted as that end so late. On a busy machine there may be some; a client that is always late shows. */
    static final String LATE = "calls that ended more than 2 s behind their deadlines";

    private static final Duration MUCH = Duration.ofSeconds(2);

    private Ended() {}

    /** Makes a call; what it throws at once fails it, and is as untyped as it is. */
    static CompletableFuture<?> begun(
            Setup setup, long number, Duration deadline, Supplier<CompletableFuture<?>> call) {
        long start = System.nanoTime();
        long late = deadline.plus(MUCH).toNanos();
        CompletableFuture<?> begun;
        try {
            begun = setup.tampering().of(number, call);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("thrown instead of told", e));
        }
        begun.whenComplete((value, thrown) -> {
            if (System.nanoTime() - start > late) {
                setup.count(LATE);
            }
        });
        return begun;
    }

    /** A call's value or failure; the {@code TimeoutException} of whoever waited too long, if it does not end. */
    static Object of(CompletableFuture<?> call, long start, Duration time) throws InterruptedException {
        long left = time.toNanos() - (System.nanoTime() - start);
        try {
            return call.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        }
    }

    /**
     * A client is closed: it leaves no connection.
     *
     * @param excused but so many, by no fault of its own
     */
    static void withoutConnections(IntSupplier open, int excused, Setup setup, long number) {
        if (!within(setup.slack(), () -> open.getAsInt() <= excused)) {
            setup.wrong(number, open.getAsInt() + " connections are left");
        }
    }

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
