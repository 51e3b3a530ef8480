package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the events that reach one watcher of a prefix; somebody else makes them. */
final class WatchLoad implements Load {
    private static final Duration FIRST_EVENT = Duration.ofSeconds(20);

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Counter counter = new Counter();
        BenchClient.Subscription watch = client.watch(Data.WATCH_PREFIX, counter);
        try {
            if (!counter.first.await(FIRST_EVENT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("no event within " + FIRST_EVENT);
            }
            TimeUnit.NANOSECONDS.sleep(leadIn.toNanos());
            Meter meter = Meter.start(counter.count.sum());
            TimeUnit.NANOSECONDS.sleep(window.toNanos());
            Sample sample = meter.stop(counter.count.sum());
            counter.check();
            return sample;
        } finally {
            watch.close();
        }
    }

    private static final class Counter implements BenchClient.Events {
        private final CountDownLatch first = new CountDownLatch(1);
        private final LongAdder count = new LongAdder();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        @Override
        public void arrived(int events, long bytes) {
            if (bytes != events * (16L + Data.VALUE_LENGTH)) {
                failed(new IllegalStateException(events + " events of " + bytes + " bytes"));
            }
            count.add(events);
            first.countDown();
        }

        @Override
        public void failed(Throwable thrown) {
            failure.compareAndSet(null, thrown);
        }

        void check() {
            Throwable failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("the watch failed: " + failed, failed);
            }
        }
    }
}
