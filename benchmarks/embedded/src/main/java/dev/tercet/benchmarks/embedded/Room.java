package dev.tercet.benchmarks.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import java.util.Locale;

/**
 * What many small keys take of the heap.
 *
 * @param keys how many
 * @param bytes the heap in use with them, without garbage, less what it was before
 */
record Room(long keys, long bytes) {
    private static final int KEYS = 1_000_000;

    static Room measure() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient client = etcd.client()) {
            long before = used();
            for (int i = 0; i < KEYS; i++) {
                client.kv()
                        .put(Put.of(
                                Bytes.of(String.format(Locale.ROOT, "room/%011d", i)),
                                Bytes.of(String.format(Locale.ROOT, "value-%010d", i))));
            }
            long after = used();
            long count = client.kv().get(Get.prefix("room/").countOnly()).count();
            if (count != KEYS) {
                throw new IllegalStateException(count + " keys instead of " + KEYS);
            }
            return new Room(KEYS, after - before);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        // One collection may leave what the next one finds.
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%,d keys of 16 bytes with values of 16: %,d MiB of heap, %,d bytes a key%n",
                keys,
                bytes >> 20,
                bytes / keys);
    }
}
