package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A number of threads, each of which makes one call after another and waits for its reply. */
final class CrewLoad implements Load {
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final BlockingLoad each;
    private final int threads;
    private final ThreadFactory factory;

    /** So many threads from the factory, each doing what this load does. */
    CrewLoad(BlockingLoad each, int threads, ThreadFactory factory) {
        this.each = each;
        this.threads = threads;
        this.factory = factory;
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
        private final CountDownLatch ended = new CountDownLatch(threads);
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile boolean stopping;

        Run(BenchClient client) {
            this.client = client;
        }

        void start() {
            List<Thread> crew = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = i;
                crew.add(factory.newThread(() -> work(first)));
            }
            crew.forEach(Thread::start);
        }

        private void work(int first) {
            try {
                long before = System.nanoTime();
                for (int turn = first; !stopping; turn += threads) {
                    each.once(client, turn);
                    long now = System.nanoTime();
                    latency.add(now - before);
                    before = now;
                    completed.increment();
                }
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
            } finally {
                ended.countDown();
            }
        }

        void finish() throws Exception {
            stopping = true;
            if (!ended.await(DRAIN.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException(ended.getCount() + " threads did not end within " + DRAIN);
            }
            Throwable failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("a call failed: " + failed, failed);
            }
        }
    }
}
