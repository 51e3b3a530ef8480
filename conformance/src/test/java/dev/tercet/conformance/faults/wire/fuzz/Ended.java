package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.http2.Http2Server;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes by itself. */
final class Ended {
    private Ended() {}

    /** Makes a call; what it throws at once fails it, and is as untyped as it is. */
    static CompletableFuture<?> begun(Setup setup, long number, Supplier<CompletableFuture<?>> call) {
        try {
            return setup.tampering().of(number, call);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("thrown instead of told", e));
        }
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

    /** A client is closed: it leaves no connection. */
    static void withoutConnections(Http2Server server, Setup setup, long number) {
        if (!within(setup.slack(), () -> server.openConnections() == 0)) {
            setup.wrong(number, server.openConnections() + " connections are left");
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
