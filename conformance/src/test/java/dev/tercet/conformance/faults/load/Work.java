package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.testkit.etcd.RealEtcd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a part has to do: so much, or what there is time for.
 *
 * <p>Threads: any may ask for the next.
 */
final class Work {
    /** A piece of work by its number. */
    @FunctionalInterface
    interface Piece {
        void run(long number) throws Exception;
    }

    /** Done whatever the time: one of each kind that a part has. */
    private static final int LEAST = 20;

    private final RealEtcd etcd;
    private final Wire wire;
    private final Tally tally;
    private final long seed;
    private final long size;
    private final long nanos;
    private final long begin = System.nanoTime();
    private final AtomicLong next = new AtomicLong();
    private final LongAdder begun = new LongAdder();

    Work(RealEtcd etcd, Wire wire, Tally tally, long seed, long size, Duration time) {
        this.etcd = etcd;
        this.wire = wire;
        this.tally = tally;
        this.seed = seed;
        this.size = size;
        this.nanos = time.toNanos();
    }

    RealEtcd etcd() {
        return etcd;
    }

    Tally tally() {
        return tally;
    }

    /** A new client of the server. */
    EtcdClient client() {
        return wire.connect(etcd.endpoints().get(0));
    }

    Random random(long number) {
        return new Random(seed * 31 + number);
    }

    Duration time() {
        return Duration.ofNanos(nanos);
    }

    boolean isOver() {
        return System.nanoTime() - begin >= nanos;
    }

    /** The number of the next piece, from 0 on; -1 if there is none, or no time for it. */
    long next() {
        long number = next.getAndIncrement();
        if (number >= LEAST && (number >= size || isOver())) {
            return -1;
        }
        begun.increment();
        return number;
    }

    /** How many pieces were begun. */
    long begun() {
        return begun.sum();
    }

    /** That so much of something was done; anything else is a violation, as what is counted would be no proof then. */
    void expect(String what, long amount) {
        long counted = tally.counted(what);
        if (counted != amount) {
            tally.violation("not done as it says", what + ": " + counted + ", not " + amount);
        }
    }

    private void run(Piece piece, long number) throws Exception {
        try {
            piece.run(number);
        } catch (EtcdException e) {
            tally.violation("a call fails", e.toString());
        }
    }

    /** Does pieces on several threads at once, until all is done. That one fails as calls do is a violation, and ends nothing. */
    void together(int workers, Piece piece) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                all.add(threads.submit(() -> {
                    for (long number = next(); number >= 0; number = next()) {
                        run(piece, number);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a piece of work failed", e.getCause());
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}
