package dev.tercet.cli.bench;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often something took how long, to within two hundredths of it, in the same little memory for any number of times. Any thread may
 * add; who reads while others add sees some of it.
 */
final class Histogram {
    private static final int BITS = 6;
    private static final int SIZE = 1 << BITS;

    private final AtomicLongArray counts = new AtomicLongArray(SIZE * (Long.SIZE - BITS));
    private final LongAdder count = new LongAdder();
    private final LongAdder sum = new LongAdder();
    private final LongAccumulator least = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator greatest = new LongAccumulator(Math::max, 0);

    /** Adds one, in nanoseconds. */
    void add(long nanos) {
        long time = Math.max(0, nanos);
        counts.incrementAndGet(index(time));
        count.increment();
        sum.add(time);
        least.accumulate(time);
        greatest.accumulate(time);
    }

    // Up to 128 one each; above that 64 to each power of two.
    private static int index(long time) {
        int shift = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(time));
        return (shift << BITS) + (int) (time >>> shift);
    }

    private static long upperEdge(int index) {
        int shift = Math.max(0, (index >> BITS) - 1);
        return ((index - ((long) shift << BITS) + 1) << shift) - 1;
    }

    /** How many there are. */
    long count() {
        return count.sum();
    }

    /** The least, or zero if there is none. */
    long least() {
        return count() == 0 ? 0 : least.get();
    }

    /** The greatest. */
    long greatest() {
        return greatest.get();
    }

    /** The mean. */
    double mean() {
        return count() == 0 ? 0 : (double) sum.sum() / count();
    }

    /** What this part of them, such as 0.99, did not exceed. */
    long quantile(double part) {
        long rank = (long) Math.ceil(part * count());
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (seen >= rank && seen > 0) {
                return Math.min(upperEdge(i), greatest());
            }
        }
        return 0;
    }

    /** How many there are in each of so many bars of the same ratio, from the least to the greatest. */
    long[] bars(int number) {
        long[] bars = new long[number];
        double from = Math.log((double) Math.max(1, least()));
        double width = (Math.log((double) Math.max(1, greatest())) - from) / number;
        for (int i = 0; i < counts.length(); i++) {
            if (counts.get(i) > 0) {
                double at = Math.log((double) Math.max(1, upperEdge(i))) - from;
                int bar = width == 0 ? 0 : (int) (at / width);
                bars[Math.max(0, Math.min(bar, number - 1))] += counts.get(i);
            }
        }
        return bars;
    }
}
