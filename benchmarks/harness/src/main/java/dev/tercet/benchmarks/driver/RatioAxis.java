package dev.tercet.benchmarks.driver;

import java.util.stream.DoubleStream;

/**
 * Where ratios are in a panel: each doubling takes as much room as each halving, so that one that is large does not squeeze the rest, and
 * half as much looks as far from one as twice as much. What is beyond its ends is at its ends.
 *
 * @param left where the least is
 * @param right where the most is
 * @param least in doublings, so negative
 * @param most in doublings
 */
record RatioAxis(double left, double right, int least, int most) {
    /** As far as it goes in both directions: what is beyond is off any scale, and its figure says how far. */
    private static final int FARTHEST = 4;

    /** From a power of two to a power of two, for these ratios and one. */
    static RatioAxis of(double left, double right, DoubleStream ratios) {
        double[] known =
                ratios.filter(RatioAxis::isKnown).map(RatioAxis::doublings).toArray();
        double least = DoubleStream.of(known).min().orElse(0);
        double most = DoubleStream.of(known).max().orElse(0);
        return new RatioAxis(left, right, (int) Math.max(-FARTHEST, Math.floor(Math.min(least, -1))), (int)
                Math.min(FARTHEST, Math.ceil(Math.max(most, 1))));
    }

    /** Whether it can be drawn: a ratio of nothing has no place here. */
    static boolean isKnown(double ratio) {
        return Double.isFinite(ratio) && ratio > 0;
    }

    private static double doublings(double ratio) {
        return Math.log(ratio) / Math.log(2);
    }

    /** Where this ratio is. */
    double at(double ratio) {
        double within = Math.max(least, Math.min(most, doublings(ratio)));
        return left + (right - left) * (within - least) / (most - least);
    }

    /** Whether it is beyond an end. */
    boolean isBeyond(double ratio) {
        double doublings = doublings(ratio);
        return doublings < least || doublings > most;
    }

    /** The powers of two that it goes through. */
    double[] ticks() {
        return DoubleStream.iterate(least, each -> each <= most, each -> each + 1)
                .map(each -> Math.pow(2, each))
                .toArray();
    }
}
