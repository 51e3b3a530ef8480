package dev.tercet.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from a put in one process to its event in another, when puts come at a steady pace.
 *
 * <p>Each value begins with the time at which it was sent, by {@link System#nanoTime}, which is one clock for all processes of a
 * machine where it counts from the start of the system, as on Linux.
 */
final class WatchLatencyLoad implements Load {
    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Tally tally = new Tally();
        BenchClient.Subscription watch = client.watchValues(Data.WATCH_PREFIX, new Taker(tally));
        try {
            tally.awaitFirst();
            TimeUnit.NANOSECONDS.sleep(leadIn.toNanos());
            Wakeups wakeups = new Wakeups();
            Sample sample = tally.measure(Duration.ZERO, window);
            sample = sample.with("wakes", (double) wakeups.count() / sample.ops());
            tally.check();
            return sample;
        } finally {
            watch.close();
        }
    }

    private record Taker(Tally tally) implements BenchClient.Values {
        @Override
        public void arrived(ByteBuffer value) {
            if (value.remaining() != Data.VALUE_LENGTH) {
                failed(new IllegalStateException("a value of " + value.remaining() + " bytes"));
            }
            tally.took(System.nanoTime() - value.getLong(value.position()));
        }

        @Override
        public void failed(Throwable thrown) {
            tally.failed(thrown);
        }
    }
}
