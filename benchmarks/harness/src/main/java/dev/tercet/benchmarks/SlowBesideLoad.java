package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What {@link WatchLoad} counts, while another watch of the same client has the same events and takes its time over each of them: not over
 * each message, of which one client makes several and another has one for several revisions. Before that, in the same turn, what it counts
 * without the other.
 */
final class SlowBesideLoad implements Load {
    private static final long MICROS_EACH = 100;

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Sample alone = new WatchLoad(1).run(client, leadIn, window);
        Slow slow = new Slow();
        BenchClient.Subscription watch = client.watchSlowly(Data.WATCH_PREFIX, slow);
        try {
            Sample sample = new WatchLoad(1).run(client, leadIn, window);
            slow.failure.check();
            return sample.with("alone", alone.opsPerSecond())
                    .with("x-alone", sample.opsPerSecond() / alone.opsPerSecond());
        } finally {
            slow.over = true;
            watch.close();
        }
    }

    /** How long so many events take. */
    static long pauseMicros(int events) {
        return events * MICROS_EACH;
    }

    private static final class Slow implements BenchClient.Events {
        private final FirstFailure failure = new FirstFailure();
        private volatile boolean over;

        @Override
        public void arrived(int events, long bytes) {
            if (over) {
                return;
            }
            try {
                TimeUnit.MICROSECONDS.sleep(pauseMicros(events));
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void failed(Throwable thrown) {
            failure.note(thrown);
        }
    }
}
