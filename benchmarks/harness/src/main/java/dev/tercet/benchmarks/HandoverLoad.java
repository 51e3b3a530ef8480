package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long it takes from one client's giving back a lock until another that waits has it, the two of them in turn. Between two
 * hand-overs there is a put of one that the other watches, since a hand-over can hardly take less than that.
 *
 * <p>The clients have a connection and a session each; they are in one process, so that one clock tells.
 */
final class HandoverLoad implements Load {
    private static final Duration LEAST = Duration.ofSeconds(2);
    /** A window has room for about so many at least, however long each waits. */
    private static final int FEW = 15;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Callable<BenchClient> another;
    private final Duration held;
    private final Duration least;
    private final Duration patience;

    /**
     * With one more client, connected by {@code another}.
     *
     * @param held for how long one has the lock while the other waits: enough to be in its queue with a watch at the server, which a
     *     client does not tell
     */
    HandoverLoad(Callable<BenchClient> another, Duration held) {
        this(another, held, longer(LEAST, held.multipliedBy(2 * FEW)), PATIENCE);
    }

    /** For so long at least, waiting for no hand-over and no event longer than that. */
    HandoverLoad(Callable<BenchClient> another, Duration held, Duration least, Duration patience) {
        this.another = another;
        this.held = held;
        this.least = least;
        this.patience = patience;
    }

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration asked) throws Exception {
        try (BenchClient other = another.call();
                WatchedPuts puts = new WatchedPuts(client, other, patience)) {
            Pair pair = new Pair();
            try {
                pair.begin(client, other);
                alternate(pair, puts, leadIn);
                return measured(pair, puts, longer(asked, least));
            } finally {
                pair.end();
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private Sample measured(Pair pair, WatchedPuts puts, Duration window) throws Exception {
        pair.latency.clear();
        puts.clear();
        Meter meter = Meter.start(0);
        Sample sample = pair.latency.addTo(meter.stop(alternate(pair, puts, window)));
        double watch = puts.watches.p50();
        double put = puts.puts.p50();
        return sample.with("watch", watch).with("put", put).with("x-watch+put", sample.figure("p50") / (watch + put));
    }

    private long alternate(Pair pair, WatchedPuts puts, Duration time) throws Exception {
        long begun = System.nanoTime();
        long times = 0;
        do {
            pair.handOver();
            // As long as before a hand-over: what has slept for longer takes longer to wake.
            TimeUnit.NANOSECONDS.sleep(held.toNanos());
            puts.once();
            times++;
        } while (System.nanoTime() - begun < time.toNanos());
        return times;
    }

    /** The two who want the lock. */
    private final class Pair {
        private final Latency latency = new Latency();
        private final ExecutorService waiting = Executors.newSingleThreadExecutor();
        private final List<Holder> holders = new ArrayList<>();
        private int has;

        void begin(BenchClient client, BenchClient other) throws Exception {
            // What a turn that failed has left behind is in nobody's way.
            String lock = "bench/handover-" + Long.toHexString(System.nanoTime());
            holders.add(client.holder(lock));
            holders.add(other.holder(lock));
            holders.get(has).acquire();
        }

        void handOver() throws Exception {
            Holder next = holders.get(1 - has);
            Future<Long> acquired = waiting.submit(() -> {
                next.acquire();
                return System.nanoTime();
            });
            TimeUnit.NANOSECONDS.sleep(held.toNanos());
            long released = System.nanoTime();
            holders.get(has).release();
            long took = await(acquired) - released;
            if (took < 0) {
                throw new IllegalStateException("acquired before it was released");
            }
            latency.add(took);
            has = 1 - has;
        }

        private long await(Future<Long> acquired) throws Exception {
            try {
                return acquired.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new IllegalStateException("not handed over within " + patience, e);
            }
        }

        void end() throws Exception {
            waiting.shutdownNow();
            for (Holder holder : holders) {
                holder.end();
            }
        }
    }
}
