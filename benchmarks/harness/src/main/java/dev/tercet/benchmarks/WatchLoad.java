package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts the events that reach the watchers of a prefix, each of which has all; somebody else makes them. */
final class WatchLoad implements Load {
    private final int watches;

    WatchLoad(int watches) {
        this.watches = watches;
    }

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Tally all = new Tally();
        List<Counter> counters = new ArrayList<>();
        List<BenchClient.Subscription> open = new ArrayList<>();
        try {
            for (int i = 0; i < watches; i++) {
                Counter counter = new Counter(all, new Tally());
                counters.add(counter);
                open.add(client.watch(Data.WATCH_PREFIX, counter));
            }
            for (Counter counter : counters) {
                counter.own.awaitFirst();
            }
            Sample sample = all.measure(leadIn, window);
            all.check();
            return sample;
        } finally {
            open.forEach(BenchClient.Subscription::close);
        }
    }

    /** Of one watch; its own count only tells that it has begun. */
    private record Counter(Tally all, Tally own) implements BenchClient.Events {
        @Override
        public void arrived(int events, long bytes) {
            if (bytes != events * (16L + Data.VALUE_LENGTH)) {
                failed(new IllegalStateException(events + " events of " + bytes + " bytes"));
            }
            own.add(events);
            all.add(events);
        }

        @Override
        public void failed(Throwable thrown) {
            own.failed(thrown);
            all.failed(thrown);
        }
    }
}
