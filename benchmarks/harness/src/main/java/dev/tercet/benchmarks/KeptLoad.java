package dev.tercet.benchmarks;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Large answers that somebody holds on to: how fast they come, and what of the heap they keep, by key-value.
 *
 * @param keys how many key-values an answer has
 */
record KeptLoad(int keys) implements Load {
    private static final int TIMES = 5;
    private static final int TRIES = 5;
    private static final double STABLE = 0.02;

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        byte[] prefix = Data.rangePrefix(keys);
        Sample sample = BlockingLoad.range(keys).run(client, leadIn, window);
        for (int i = 0; i < TRIES; i++) {
            double[] kept = kept(client, prefix);
            if (agree(kept)) {
                return sample.with("kept", kept[TIMES / 2]);
            }
        }
        throw new IllegalStateException("what an answer keeps differs from one to the next, or is nothing");
    }

    /** Whether the sorted figures, but for the least and the most, are nearly the same, and of something that is kept at all. */
    static boolean agree(double[] kept) {
        return kept[1] > 0 && kept[kept.length - 2] - kept[1] <= STABLE * kept[kept.length / 2];
    }

    /** Measured some times, sorted. */
    private double[] kept(BenchClient client, byte[] prefix) throws Exception {
        double[] kept = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            Object answer = client.held(prefix);
            long with;
            try {
                with = Heap.live();
            } finally {
                Reference.reachabilityFence(answer);
            }
            answer = List.of();
            kept[i] = (double) (with - Heap.live()) / keys;
        }
        Arrays.sort(kept);
        return kept;
    }
}
