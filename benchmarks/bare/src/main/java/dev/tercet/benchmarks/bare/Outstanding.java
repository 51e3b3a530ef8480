package dev.tercet.benchmarks.bare;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests that are not answered yet, and what went wrong with those that were. */
final class Outstanding {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private int count;
    private @Nullable Throwable failure;

    synchronized int count() {
        return count;
    }

    /** One more is about to be sent. */
    synchronized void sending() {
        count++;
    }

    /** One was answered. */
    synchronized void ended() {
        count--;
        notifyAll();
    }

    /** One failed. */
    synchronized void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        ended();
    }

    /** Waits until all are answered; throws if one has failed since this was last asked, since then there were fewer events than there should be. */
    synchronized void await() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException(count + " requests of the writer were not answered within " + PATIENCE);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        Throwable first = failure;
        failure = null;
        if (first != null) {
            throw new IllegalStateException("the writer failed: " + first, first);
        }
    }
}
