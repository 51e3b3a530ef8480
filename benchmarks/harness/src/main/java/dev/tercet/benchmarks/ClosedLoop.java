package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A number of slots, each of which sends its next request from the completion of its last.
 *
 * <p>The loop itself allocates nothing once it runs: a slot is its own callback.
 */
final class ClosedLoop implements Load {
    private static final byte[][] KEYS = Data.keys();
    private static final byte[] VALUE = Data.value();
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final int inFlight;
    private final Send send;
    private final int expected;

    private ClosedLoop(int inFlight, Send send, int expected) {
        this.inFlight = inFlight;
        this.send = send;
        this.expected = expected;
    }

    static Load put(int inFlight) {
        return new ClosedLoop(inFlight, (client, key, done) -> client.putAsync(key, VALUE, done), 0);
    }

    static Load putTogether(int inFlight) {
        return new ClosedLoop(inFlight, (client, key, done) -> client.putTogether(key, VALUE, done), 0);
    }

    static Load get(int inFlight) {
        return new ClosedLoop(inFlight, BenchClient::getAsync, Data.VALUE_LENGTH);
    }

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Run run = new Run(client);
        run.start();
        TimeUnit.NANOSECONDS.sleep(leadIn.toNanos());
        run.latency.clear();
        Meter meter = Meter.start(run.completed.sum());
        TimeUnit.NANOSECONDS.sleep(window.toNanos());
        Sample sample = run.latency.addTo(meter.stop(run.completed.sum()));
        run.finish();
        return sample;
    }

    private final class Run {
        private final BenchClient client;
        private final LongAdder completed = new LongAdder();
        private final Latency latency = new Latency();
        private final CountDownLatch drained = new CountDownLatch(inFlight);
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile boolean stopping;

        Run(BenchClient client) {
            this.client = client;
        }

        void start() {
            for (int slot = 0; slot < inFlight; slot++) {
                new Slot(this, slot % KEYS.length).next();
            }
        }

        void finish() throws Exception {
            stopping = true;
            if (!drained.await(DRAIN.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException(drained.getCount() + " calls did not end within " + DRAIN);
            }
            Throwable failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("a call failed: " + failed, failed);
            }
        }
    }

    private final class Slot implements BenchClient.Done {
        private final Run run;
        private int key;
        private long sent = System.nanoTime();

        Slot(Run run, int key) {
            this.run = run;
            this.key = key;
        }

        void next() {
            if (run.stopping) {
                run.drained.countDown();
                return;
            }
            int current = key;
            key = (current + inFlight) % KEYS.length;
            send.send(run.client, KEYS[current], this);
        }

        @Override
        public void done(int bytes) {
            if (bytes != expected) {
                failed(new IllegalStateException("read " + bytes + " bytes instead of " + expected));
                return;
            }
            run.completed.increment();
            long now = System.nanoTime();
            run.latency.add(now - sent);
            sent = now;
            next();
        }

        @Override
        public void failed(Throwable failure) {
            run.failure.compareAndSet(null, failure);
            run.drained.countDown();
        }
    }

    private interface Send {
        void send(BenchClient client, byte[] key, BenchClient.Done done);
    }
}
