package dev.tercet.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Opens many watches, each of a key of its own, and closes them when the server has all of them; only the opening is measured.
 *
 * @param count how many
 */
record WatchesLoad(int count, ServerCounts server) implements Load {
    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        byte[][] keys = Data.watchedKeys(count);
        long start = System.nanoTime();
        while (System.nanoTime() - start < leadIn.toNanos()) {
            open(client, keys);
        }
        Sample sum = open(client, keys);
        long times = 1;
        while (System.nanoTime() - start < leadIn.plus(window).toNanos()) {
            sum = plus(sum, open(client, keys));
            times++;
        }
        return sum.with("ms", sum.nanos() / 1e6 / times);
    }

    private Sample open(BenchClient client, byte[][] keys) throws Exception {
        Unasked unasked = new Unasked();
        long streams = server.watchStreams();
        Meter meter = Meter.start(0);
        BenchClient.Subscription watches = client.watches(keys, unasked);
        try {
            Sample sample = meter.stop(count);
            unasked.failure.check();
            return sample.with("streams", (double) (server.watchStreams() - streams));
        } finally {
            watches.close();
            awaitStreams(streams);
        }
    }

    /** What is still being closed must not be counted among what is opened next. */
    private void awaitStreams(long streams) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (server.watchStreams() > streams && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static Sample plus(Sample one, Sample other) {
        return new Sample(
                one.ops() + other.ops(),
                one.nanos() + other.nanos(),
                one.cpuNanos() + other.cpuNanos(),
                one.bytes() + other.bytes(),
                other.figures());
    }

    /** Nobody puts these keys. */
    private static final class Unasked implements BenchClient.Events {
        private final FirstFailure failure = new FirstFailure();

        @Override
        public void arrived(int events, long bytes) {
            failed(new IllegalStateException(events + " events of keys that nobody puts"));
        }

        @Override
        public void failed(Throwable thrown) {
            failure.note(thrown);
        }
    }
}
