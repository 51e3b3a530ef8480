package dev.tercet.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long it takes from a put in one process to its event in another, when puts come at a steady pace.
 *
 * <p>Each value begins with the time at which it was sent, by {@link System#nanoTime}, which is one clock for all processes of a
 * machine where it counts from the start of the system, as on Linux.
 */
final class WatchLatencyLoad implements Load {
    private static final Duration FIRST_EVENT = Duration.ofSeconds(20);

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Taker taker = new Taker();
        BenchClient.Subscription watch = client.watchValues(Data.WATCH_PREFIX, taker);
        try {
            if (!taker.first.await(FIRST_EVENT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("no event within " + FIRST_EVENT);
            }
            TimeUnit.NANOSECONDS.sleep(leadIn.toNanos());
            Wakeups wakeups = new Wakeups();
            taker.latency.clear();
            Meter meter = Meter.start(taker.count.sum());
            TimeUnit.NANOSECONDS.sleep(window.toNanos());
            Sample sample = meter.stop(taker.count.sum());
            sample = taker.latency.addTo(sample).with("wakes", (double) wakeups.count() / sample.ops());
            taker.failure.check();
            return sample;
        } finally {
            watch.close();
        }
    }

    private static final class Taker implements BenchClient.Values {
        private final CountDownLatch first = new CountDownLatch(1);
        private final LongAdder count = new LongAdder();
        private final Latency latency = new Latency();
        private final FirstFailure failure = new FirstFailure();

        @Override
        public void arrived(ByteBuffer value) {
            if (value.remaining() != Data.VALUE_LENGTH) {
                failed(new IllegalStateException("a value of " + value.remaining() + " bytes"));
            }
            latency.add(System.nanoTime() - value.getLong(value.position()));
            count.increment();
            first.countDown();
        }

        @Override
        public void failed(Throwable thrown) {
            failure.note(thrown);
        }
    }
}
