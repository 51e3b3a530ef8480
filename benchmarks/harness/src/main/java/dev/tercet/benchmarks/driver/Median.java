package dev.tercet.benchmarks.driver;

import java.util.stream.DoubleStream;

/** The middle of some figures. */
public final class Median {
    private Median() {}

    /** The one in the middle, or the mean of the two that are; not a number if there are none. */
    public static double of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
