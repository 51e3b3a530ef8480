package dev.tercet.cli.doctor;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.cli.output.GoText;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** How long an endpoint takes to answer what needs no other member: several times, one after another. */
final class Latency {
    private static final int TIMES = 7;
    private static final Duration SLOW = Duration.ofMillis(100);
    private static final Duration TOO_SLOW = Duration.ofSeconds(1);

    private final long[] nanos;

    /** Of answers that took so long; those that are still to come are put in as they do. */
    Latency(long[] nanos) {
        this.nanos = nanos;
    }

    static CompletableFuture<Latency> of(AsyncEtcdClient etcd, String endpoint) {
        Latency latency = new Latency(new long[TIMES]);
        // The first also connects, and counts for nothing.
        CompletableFuture<?> last = etcd.maintenance().status(endpoint);
        for (int i = 0; i < TIMES; i++) {
            int index = i;
            last = last.thenCompose(before -> latency.ping(index, etcd, endpoint));
        }
        return last.thenApply(done -> latency);
    }

    private CompletableFuture<?> ping(int index, AsyncEtcdClient etcd, String endpoint) {
        long start = System.nanoTime();
        return etcd.maintenance().status(endpoint).thenAccept(status -> nanos[index] = System.nanoTime() - start);
    }

    Finding finding(String endpoint) {
        Arrays.sort(nanos);
        Duration median = Duration.ofNanos(nanos[nanos.length / 2]);
        String text = endpoint + ": " + shown(nanos[0]) + " to " + shown(nanos[nanos.length - 1]) + ", median "
                + shown(median.toNanos());
        if (median.compareTo(TOO_SLOW) > 0) {
            return Finding.bad("latency", text);
        }
        return median.compareTo(SLOW) > 0 ? Finding.warn("latency", text) : Finding.ok("latency", text);
    }

    /** To a hundredth of a millisecond. */
    private static String shown(long nanos) {
        return GoText.duration(Duration.ofNanos(nanos / 10_000 * 10_000));
    }
}
