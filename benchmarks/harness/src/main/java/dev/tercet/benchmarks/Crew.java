package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A number of workers, be they threads or slots, each of which goes on until it is told that the time is over or until it fails. */
final class Crew {
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Tally tally = new Tally();
    private final CountDownLatch working;
    private volatile boolean over;

    /** So many, who begin now. */
    Crew(int workers) {
        working = new CountDownLatch(workers);
    }

    /** Whether a worker is to begin nothing more, but to say that it has ended. */
    boolean isOver() {
        return over;
    }

    /** An operation of a worker has ended, and took so long. */
    void took(long nanos) {
        tally.took(nanos);
    }

    /** A worker has ended. */
    void ended() {
        working.countDown();
    }

    /** A worker has ended because of this. */
    void failed(Throwable thrown) {
        tally.failed(thrown);
        ended();
    }

    /** Measures what they do, then waits until all have ended. */
    Sample measure(Duration leadIn, Duration window) throws Exception {
        Sample sample = tally.measure(leadIn, window);
        over = true;
        if (!working.await(DRAIN.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException(working.getCount() + " calls did not end within " + DRAIN);
        }
        tally.check();
        return sample;
    }
}
