package dev.tercet.recipes.internal.flow;

import dev.tercet.explore.Exploration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** A result that races with an end from outside, and with an insider who comes: it is somebody's, and nobody else's. */
public class PromiseLincheckTest {
    private final Promise<String> promise = new Promise<>(Runnable::run);
    private final AtomicBoolean brought = new AtomicBoolean();
    private final AtomicInteger unwanted = new AtomicInteger();
    private final AtomicInteger abandoned = new AtomicInteger();
    private volatile CompletableFuture<String> insider = promise;

    public PromiseLincheckTest() {
        promise.onAbandon(abandoned::incrementAndGet);
    }

    @Operation
    public void bring() {
        if (brought.compareAndSet(false, true)) {
            promise.succeed("result", result -> unwanted.incrementAndGet());
        }
    }

    @Operation
    public void cancel() {
        promise.cancel(false);
    }

    @Operation
    public void fromInside() {
        insider = Promise.early(promise);
    }

    @Validate
    public void theResultIsSomebodys() {
        boolean taken = insider.isDone() && !insider.isCompletedExceptionally();
        int owners = unwanted.get() + (taken ? 1 : 0);
        if (owners != (brought.get() ? 1 : 0)) {
            throw new IllegalStateException("unwanted " + unwanted + ", taken " + taken + ", by " + promise);
        }
        boolean cancelled = promise.isCancelled();
        if (abandoned.get() > 1
                || (abandoned.get() == 1 && !cancelled)
                || (cancelled && !brought.get() && abandoned.get() == 0)) {
            throw new IllegalStateException("abandoned " + abandoned + ", cancelled " + cancelled);
        }
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(Exploration.scaled(5))
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(1)
                .actorsBefore(1)
                .actorsAfter(0)
                .check(getClass());
    }
}
