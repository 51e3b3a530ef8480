package dev.tercet.v2.internal.migrate;

import java.util.ArrayList;
import java.util.List;

/** Cuts what is to be written into what servers take at once, by their defaults. */
final class Batches {
    static final int MOST_KEYS = 128;
    /** Servers take 1.5 MiB; what is around keys and values is not counted exactly. */
    static final int MOST_BYTES = 1 << 20;

    private Batches() {}

    static List<List<Writing>> of(List<Writing> all) {
        List<List<Writing>> batches = new ArrayList<>();
        List<Writing> batch = new ArrayList<>();
        int bytes = 0;
        for (Writing writing : all) {
            boolean full = batch.size() == MOST_KEYS || bytes + writing.size() > MOST_BYTES;
            if (full && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(writing);
            bytes += writing.size();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
