package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.error.TransientEtcdException;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.time.V2Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A read that is made until it is answered, over outages of any length: a watch waits for as long as they take, and so does what it
 * depends on. It fails only with what will not change.
 */
final class Patient<R> extends CompletableFuture<R> {
    private static final long LEAST_NANOS = Duration.ofMillis(50).toNanos();
    private static final long MOST_NANOS = Duration.ofSeconds(2).toNanos();

    private final V2Timer timer;
    private final Supplier<CompletableFuture<R>> read;
    private volatile Runnable stop = () -> {};

    private Patient(V2Timer timer, Supplier<CompletableFuture<R>> read) {
        this.timer = timer;
        this.read = read;
    }

    static <R> CompletableFuture<R> read(V2Timer timer, Supplier<CompletableFuture<R>> read) {
        Patient<R> patient = new Patient<>(timer, read);
        patient.attempt(LEAST_NANOS);
        return patient;
    }

    private void attempt(long pauseNanos) {
        if (isDone()) {
            return;
        }
        CompletableFuture<R> call = read.get();
        stoppedBy(() -> call.cancel(true));
        call.whenComplete((value, failure) -> take(value, failure, pauseNanos));
    }

    private void take(@Nullable R value, @Nullable Throwable failure, long pauseNanos) {
        if (failure == null) {
            complete(value);
        } else if (Chain.unwrapped(failure) instanceof TransientEtcdException) {
            stoppedBy(timer.schedule(pauseNanos, () -> attempt(Math.min(2 * pauseNanos, MOST_NANOS))));
        } else {
            completeExceptionally(Chain.unwrapped(failure));
        }
    }

    private void stoppedBy(Runnable how) {
        stop = how;
        if (isCancelled()) {
            how.run();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        stop.run();
        return cancelled;
    }
}
