package dev.tercet.benchmarks;

import java.time.Duration;

/** Counts the events that reach one watcher of a prefix; somebody else makes them. */
final class WatchLoad implements Load {
    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Tally tally = new Tally();
        BenchClient.Subscription watch = client.watch(Data.WATCH_PREFIX, new Counter(tally));
        try {
            tally.awaitFirst();
            Sample sample = tally.measure(leadIn, window);
            tally.check();
            return sample;
        } finally {
            watch.close();
        }
    }

    private record Counter(Tally tally) implements BenchClient.Events {
        @Override
        public void arrived(int events, long bytes) {
            if (bytes != events * (16L + Data.VALUE_LENGTH)) {
                failed(new IllegalStateException(events + " events of " + bytes + " bytes"));
            }
            tally.add(events);
        }

        @Override
        public void failed(Throwable thrown) {
            tally.failed(thrown);
        }
    }
}
