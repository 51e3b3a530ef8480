package dev.tercet.internal.client;

import dev.tercet.internal.call.Engine;
import dev.tercet.internal.schedule.ClientTimer;
import dev.tercet.spi.engine.InPlaceCallbacks;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Ends a client once, in order: the engine and its transports, the timer, and the threads of user code if they are ours. */
final class Shutdown {
    private static final long PATIENCE_MILLIS = 2_000;

    private final Engine engine;
    private final ClientTimer timer;
    private final @Nullable ThreadPoolExecutor callbacks;
    private final AtomicBoolean begun = new AtomicBoolean();

    Shutdown(Engine engine, ClientTimer timer, @Nullable ThreadPoolExecutor callbacks) {
        this.engine = engine;
        this.timer = timer;
        this.callbacks = callbacks;
    }

    void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        engine.close();
        timer.close();
        boolean interrupted = false;
        try {
            if (!InPlaceCallbacks.isRunning()) {
                timer.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (callbacks != null) {
            interrupted |= end(callbacks);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // What is queued still runs: it holds the failures of the calls that were just ended. A callback that blocks is
    // not waited for for long, and not at all if it is the one that closes the client.
    private static boolean end(ThreadPoolExecutor callbacks) {
        callbacks.shutdown();
        if (Thread.currentThread().getName().startsWith("tercet-callback-") || InPlaceCallbacks.isRunning()) {
            return false;
        }
        try {
            callbacks.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
