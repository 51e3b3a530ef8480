package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens many watches, each of a key of its own, and closes them when the server has all of them; only the opening is measured.
 *
 * @param count how many
 * @param patience how long the server may take to see them closed
 */
record WatchesLoad(int count, ServerCounts server, Duration patience) implements Load {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    WatchesLoad(int count, ServerCounts server) {
        this(count, server, PATIENCE);
    }

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
        Sample sample;
        try {
            sample = meter.stop(count).with("streams", (double) (server.watchStreams() - streams));
        } finally {
            watches.close();
        }
        awaitStreams(streams);
        unasked.failure.check();
        return sample;
    }

    /** What is still being closed must not be counted among what is opened next. */
    private void awaitStreams(long streams) throws Exception {
        long start = System.nanoTime();
        for (long now = server.watchStreams(); now > streams; now = server.watchStreams()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new TimeoutException(now - streams + " streams were still open " + patience
                        + " after all watches on them were closed");
            }
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
