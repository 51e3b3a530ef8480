package dev.tercet.conformance;

import dev.tercet.EtcdClient;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A program that uses a client for all it does, and either closes it or forgets to; for {@link LastThreadTest}. */
final class OneClient {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private OneClient() {}

    /** Takes an endpoint, and {@code close} or {@code forget}. Exits with 1 if threads are left after the close. */
    public static void main(String[] args) {
        EtcdClient etcd = EtcdClient.connect(args[0]);
        etcd.kv().put("one-client", "v");
        etcd.leases().keep(Duration.ofSeconds(60));
        Watch watch = etcd.watches().open(WatchRequest.of("one-client"), signal -> {});
        etcd.async().kv().getString("one-client").thenAccept(value -> {}).join();
        if (!watch.isOpen()) {
            System.exit(2);
        }
        if (args[1].equals("close")) {
            etcd.close();
            System.exit(threadsEnd() ? 0 : 1);
        }
    }

    private static boolean threadsEnd() {
        long start = System.nanoTime();
        List<Thread> left = left();
        while (!left.isEmpty() && System.nanoTime() - start < LIMIT.toNanos()) {
            LockSupport.parkNanos(20_000_000);
            left = left();
        }
        left.forEach(thread -> System.err.println("left: " + thread));
        return left.isEmpty();
    }

    private static List<Thread> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> thread.getThreadGroup() != null)
                .filter(thread -> !thread.getThreadGroup().getName().equals("system"))
                .filter(thread -> !thread.getThreadGroup().getName().equals("InnocuousThreadGroup"))
                // The JDK's own, which ends by itself and which closing cannot end.
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .toList();
    }
}
