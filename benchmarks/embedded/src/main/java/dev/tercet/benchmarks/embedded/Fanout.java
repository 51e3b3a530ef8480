package dev.tercet.benchmarks.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.Data;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Put;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Many watches on one prefix, fed at a steady pace.
 *
 * @param puts how many were made
 * @param putting how long that took
 * @param delivered events that listeners got, all watches together
 * @param lag how long after the last put the last listener had its last event
 */
record Fanout(long puts, Duration putting, long delivered, Duration lag) {
    private static final int WATCHES = 1000;
    private static final int PUTS_A_SECOND = 10_000;

    static Fanout measure(Duration time) throws InterruptedException {
        long puts = PUTS_A_SECOND * time.toSeconds();
        LongAdder delivered = new LongAdder();
        CountDownLatch complete = new CountDownLatch(WATCHES);
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient client = etcd.client()) {
            List<Watch> watches = new ArrayList<>();
            for (int i = 0; i < WATCHES; i++) {
                Counter counter = new Counter(puts, delivered, complete);
                watches.add(client.watches().open(WatchRequest.prefix(Bytes.wrap(Data.WATCH_PREFIX)), counter::take));
            }
            long start = System.nanoTime();
            feed(client, puts, start);
            long end = System.nanoTime();
            boolean all = complete.await(60, TimeUnit.SECONDS);
            long last = System.nanoTime();
            watches.forEach(Watch::close);
            if (!all) {
                throw new IllegalStateException(complete.getCount() + " watches did not get all events");
            }
            return new Fanout(puts, Duration.ofNanos(end - start), delivered.sum(), Duration.ofNanos(last - end));
        }
    }

    private static void feed(EtcdClient client, long puts, long start) {
        byte[][] keys = Data.watchKeys();
        byte[] value = Data.value();
        for (long i = 0; i < puts; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / PUTS_A_SECOND;
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            client.kv().put(Put.of(Bytes.wrap(keys[(int) (i % keys.length)]), Bytes.wrap(value)));
        }
    }

    private double putsPerSecond() {
        return puts / (putting.toNanos() / 1e9);
    }

    private double eventsPerSecond() {
        return delivered / (putting.plus(lag).toNanos() / 1e9);
    }

    /** For machines. */
    Map<String, Object> figures() {
        return Map.of(
                "watches",
                WATCHES,
                "putsPerSecond",
                putsPerSecond(),
                "eventsPerSecond",
                eventsPerSecond(),
                "lagMillis",
                lag.toMillis());
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%,d watches on one prefix: %,.0f puts/s, %,.0f events/s delivered, the last %,d ms after its put%n",
                WATCHES,
                putsPerSecond(),
                eventsPerSecond(),
                lag.toMillis());
    }

    /** One watch's events, counted; called on one thread at a time. */
    private static final class Counter {
        private final long expected;
        private final LongAdder all;
        private final CountDownLatch complete;
        private long seen;

        Counter(long expected, LongAdder all, CountDownLatch complete) {
            this.expected = expected;
            this.all = all;
            this.complete = complete;
        }

        void take(WatchSignal signal) {
            if (signal instanceof WatchSignal.Change change) {
                seen += change.events().size();
                all.add(change.events().size());
                if (seen == expected) {
                    complete.countDown();
                }
            }
        }
    }
}
