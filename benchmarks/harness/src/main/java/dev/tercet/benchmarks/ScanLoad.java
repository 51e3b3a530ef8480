package dev.tercet.benchmarks;

import java.time.Duration;

/**
 * All keys of a range, however large: an operation is a key. Then once more for the heap that it takes, while collections go on.
 *
 * @param keys how many there are
 */
record ScanLoad(int keys) implements Load {
    private static final double MEGABYTE = 1e6;

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        byte[] prefix = Data.rangePrefix(keys);
        long expected = keys * (16L + Data.VALUE_LENGTH);
        Meter meter = Meter.start(0);
        long end = System.nanoTime() + window.toNanos();
        long scanned = 0;
        do {
            scanned += scan(client, prefix, expected);
        } while (System.nanoTime() - end < 0);
        Sample sample = meter.stop(scanned);
        return sample.with("peak-MB", Heap.peak(() -> scan(client, prefix, expected)) / MEGABYTE);
    }

    private int scan(BenchClient client, byte[] prefix, long expected) throws Exception {
        long bytes = client.scan(prefix);
        if (bytes != expected) {
            throw new IllegalStateException("read " + bytes + " bytes instead of " + expected);
        }
        return keys;
    }
}
