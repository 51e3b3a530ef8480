package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps many leases alive, for so long at least that each of them is due once; an operation is a renewal, and the server counts
 * them.
 *
 * @param count how many
 * @param ttl of each; clients renew them after a third of it
 */
record LeaseLoad(int count, Duration ttl, ServerCounts server) implements Load {
    static final Duration TTL = Duration.ofSeconds(60);

    private static final int IN_FLIGHT = 256;
    // Some ten thousand renewals a second: what runs a thousand times a second is compiled during the window, and that
    // is counted too.
    private static final int TO_WARM_UP = 10_000;
    private static final Duration WARM_UP_TTL = Duration.ofSeconds(3);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        // Renewals as such, on short leases: nobody has the time to see those of a minute become fast.
        Leases few = new Leases();
        try {
            few.grant(client, TO_WARM_UP, WARM_UP_TTL);
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
        } finally {
            few.end();
        }
        Leases all = new Leases();
        try {
            all.grant(client, count, ttl);
            return measure(all, window);
        } finally {
            all.end();
        }
    }

    private Sample measure(Leases leases, Duration window) throws Exception {
        // A tenth more than a third: those granted last are due at its end.
        long least = ttl.dividedBy(3).plus(ttl.dividedBy(30)).toNanos();
        long before = server.renewals();
        Wakeups wakeups = new Wakeups();
        Meter meter = Meter.start(0);
        TimeUnit.NANOSECONDS.sleep(Math.max(least, window.toNanos()));
        Sample sample = meter.stop(1);
        long woken = wakeups.count();
        long renewals = server.renewals() - before;
        leases.failure.check();
        if (renewals < count) {
            throw new IllegalStateException("the server has had " + renewals + " renewals of " + count + " leases");
        }
        return new Sample(renewals, sample.nanos(), sample.cpuNanos(), sample.bytes())
                .with("wakes", (double) woken / renewals)
                .with("a-lease", (double) renewals / count);
    }

    /** All that were granted. */
    private static final class Leases implements BenchClient.Kept {
        private final Queue<BenchClient.Lease> kept = new ConcurrentLinkedQueue<>();
        private final Semaphore free = new Semaphore(IN_FLIGHT);
        private final FirstFailure failure = new FirstFailure();

        void grant(BenchClient client, int count, Duration ttl) throws Exception {
            for (int i = 0; i < count; i++) {
                acquire(1);
                client.lease(ttl, this);
            }
            awaitAll();
            failure.check();
        }

        @Override
        public void kept(BenchClient.Lease lease) {
            kept.add(lease);
            free.release();
        }

        @Override
        public void failed(Throwable thrown) {
            failure.note(thrown);
            free.release();
        }

        @Override
        public void lost(Throwable thrown) {
            failure.note(thrown);
        }

        void end() throws Exception {
            for (BenchClient.Lease lease = kept.poll(); lease != null; lease = kept.poll()) {
                acquire(1);
                lease.end(new BenchClient.Done() {
                    @Override
                    public void done(int bytes) {
                        free.release();
                    }

                    @Override
                    public void failed(Throwable thrown) {
                        Leases.this.failed(thrown);
                    }
                });
            }
            awaitAll();
            failure.check();
        }

        private void awaitAll() throws Exception {
            acquire(IN_FLIGHT);
            free.release(IN_FLIGHT);
        }

        private void acquire(int permits) throws Exception {
            if (!free.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                failure.check();
                throw new TimeoutException("no answer within " + PATIENCE);
            }
        }
    }
}
