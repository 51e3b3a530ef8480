package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is done while a load goes on by itself, and how long each took, told by any thread.
 *
 * <p>Taking note of an operation allocates nothing.
 */
final class Tally {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LongAdder ops = new LongAdder();
    private final Latency latency = new Latency();
    private final FirstFailure failure = new FirstFailure();

    /** So many operations have ended. */
    void add(int ended) {
        ops.add(ended);
    }

    /** One has ended, and took so long. */
    void took(long nanos) {
        ops.increment();
        latency.add(nanos);
    }

    void failed(Throwable thrown) {
        failure.note(thrown);
    }

    /** Throws what has failed. */
    void check() {
        failure.check();
    }

    /** Waits until one has ended. */
    void awaitFirst() throws InterruptedException, TimeoutException {
        long start = System.nanoTime();
        while (ops.sum() == 0) {
            failure.check();
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing came within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Lets a time go by, then measures what ends in a window; latencies are those in the window, if any are told. */
    Sample measure(Duration leadIn, Duration window) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(leadIn.toNanos());
        latency.clear();
        Meter meter = Meter.start(ops.sum());
        TimeUnit.NANOSECONDS.sleep(window.toNanos());
        return latency.addTo(meter.stop(ops.sum()));
    }
}
