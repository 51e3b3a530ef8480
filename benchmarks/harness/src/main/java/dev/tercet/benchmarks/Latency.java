package dev.tercet.benchmarks;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long operations took, counted in buckets whose width grows with the time: what it answers is within two hundredths of the truth.
 *
 * <p>For any number of threads; taking note of a time allocates nothing.
 */
public final class Latency {
    private static final int BITS = 5;
    private static final int STEPS = 1 << BITS;
    /** Enough for four hours; what takes longer counts as that. */
    private static final int DOUBLINGS = 40;

    private final AtomicLongArray buckets = new AtomicLongArray(STEPS * DOUBLINGS);

    /** Takes note of one operation. */
    public void add(long nanos) {
        buckets.getAndIncrement(bucket(nanos));
    }

    /** Forgets all, so that a window can begin. */
    public void clear() {
        for (int i = 0; i < buckets.length(); i++) {
            buckets.set(i, 0);
        }
    }

    /** The sample with the median and the 99th percentile, {@code p50} and {@code p99}; as it is if nothing was noted. */
    public Sample addTo(Sample sample) {
        long all = 0;
        for (int i = 0; i < buckets.length(); i++) {
            all += buckets.get(i);
        }
        return all == 0 ? sample : sample.with("p50", micros(all, 0.5)).with("p99", micros(all, 0.99));
    }

    /** The median in microseconds; not a number if nothing was noted. */
    double p50() {
        return addTo(new Sample(0, 0, 0, 0)).figure("p50");
    }

    private double micros(long all, double part) {
        long left = Math.round(Math.ceil(all * part));
        int i = 0;
        for (; i < buckets.length() - 1; i++) {
            left -= buckets.get(i);
            if (left <= 0) {
                break;
            }
        }
        return (low(i) + low(i + 1)) / 2.0 / 1000;
    }

    /** Each doubling has as many buckets as the first: one for every nanosecond there, for every two in the next, and so on. */
    private static int bucket(long nanos) {
        long value = Math.max(0, nanos);
        int doubling = Math.max(0, Long.SIZE - BITS - Long.numberOfLeadingZeros(value));
        if (doubling >= DOUBLINGS) {
            return STEPS * DOUBLINGS - 1;
        }
        return doubling == 0 ? (int) value : doubling * STEPS + (int) (value >> (doubling - 1)) - STEPS;
    }

    /** The least time in a bucket. */
    private static long low(int bucket) {
        int doubling = bucket / STEPS;
        return doubling == 0 ? bucket : (long) (STEPS + bucket % STEPS) << (doubling - 1);
    }
}
