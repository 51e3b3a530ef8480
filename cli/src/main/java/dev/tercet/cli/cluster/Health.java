package dev.tercet.cli.cluster;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.output.GoText;
import dev.tercet.cli.run.Waiting;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.maintenance.Alarms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * How one endpoint is: whether it can read by way of its peers, and how long that took.
 *
 * @param took as Go writes durations
 * @param error what ails it; empty for nothing
 */
record Health(String endpoint, String took, String error) {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    boolean isGood() {
        return error.isEmpty();
    }

    /**
     * Reads any key twice, and asks for alarms. The first read connects, and has us load what we need for that: it says nothing about the
     * server if it is well, so the second is measured. Who may not read is answered only after a quorum was asked, which is well too.
     *
     * @param limit how long both reads may take together
     */
    static CompletableFuture<Health> of(String name, AsyncEtcdClient etcd, Duration limit) {
        long start = System.nanoTime();
        return read(name, etcd, limit)
                .thenCompose(first -> first.ifGood(() -> {
                    Duration left = limit.minusNanos(System.nanoTime() - start);
                    return read(name, etcd, left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
                }))
                .thenCompose(health -> health.ifGood(() -> health.withAlarms(etcd)));
    }

    private static CompletableFuture<Health> read(String name, AsyncEtcdClient etcd, Duration limit) {
        long start = System.nanoTime();
        return etcd.kv()
                .with(CallOptions.DEFAULT.withTimeout(limit))
                .get("health")
                .handle((got, failure) -> {
                    String took = GoText.duration(Duration.ofNanos(System.nanoTime() - start));
                    return new Health(name, took, failure == null ? "" : error(failure));
                });
    }

    private CompletableFuture<Health> ifGood(Supplier<CompletableFuture<Health>> next) {
        return isGood() ? next.get() : CompletableFuture.completedFuture(this);
    }

    private static String error(Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        if (cause instanceof PermissionDeniedException) {
            return "";
        }
        if (cause instanceof EtcdException said) {
            return Telling.of(said);
        }
        throw new CompletionException(cause);
    }

    private CompletableFuture<Health> withAlarms(AsyncEtcdClient etcd) {
        return etcd.maintenance()
                .alarms()
                .handle((alarms, failure) ->
                        new Health(endpoint, took, failure == null ? words(alarms) : "Unable to fetch the alarm list"));
    }

    private static String words(Alarms alarms) {
        StringBuilder words = new StringBuilder();
        alarms.forEach(alarm -> words.append(alarm.type()).append(' '));
        return words.isEmpty() ? "" : "Active Alarm(s): " + words;
    }
}
