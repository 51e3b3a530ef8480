package dev.tercet.benchmarks.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import java.util.Arrays;
import java.util.Locale;

/**
 * From nothing to the first answer, and to nothing again.
 *
 * @param direct the median in nanoseconds, without a port
 * @param listening the median in nanoseconds, with one
 */
record StartUp(long direct, long listening) {
    static StartUp measure(int times) {
        long[] direct = new long[times];
        long[] listening = new long[times];
        for (int i = 0; i < times; i++) {
            direct[i] = once(false);
            listening[i] = once(true);
        }
        Arrays.sort(direct);
        Arrays.sort(listening);
        return new StartUp(direct[times / 2], listening[times / 2]);
    }

    private static long once(boolean listen) {
        long start = System.nanoTime();
        var builder = EmbeddedEtcd.builder();
        try (EmbeddedEtcd etcd = (listen ? builder.port(0) : builder).start();
                EtcdClient client = etcd.client()) {
            client.kv().put("first", "answer");
        }
        return System.nanoTime() - start;
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "started, asked and closed in %.1f ms, and in %.1f ms with a port, in a warm JVM%n",
                direct / 1e6,
                listening / 1e6);
    }
}
