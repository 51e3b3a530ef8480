package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.testkit.etcd.RealEtcd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * How much there is of what could be left behind: in this process, and at a server that has no other clients.
 *
 * @param amounts of each kind
 * @param histogram to tell of which classes
 * @param threads their names
 */
record Footprint(Map<Kept, Long> amounts, Histogram histogram, List<String> threads) {
    private static final Path FILES = Path.of("/proc/self/fd");

    /** Longer than leases of two seconds live, and than what idles in pools of ours. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** What it is now. */
    static Footprint of(RealEtcd etcd, EtcdClient observer) throws IOException {
        Map<Kept, Long> amounts = new EnumMap<>(Kept.class);
        // First, so that the observer's own connection is always there.
        amounts.put(Kept.LEASES, (long) observer.leases().list().ids().size());
        Histogram histogram = Histogram.taken();
        amounts.put(
                Kept.HEAP,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        amounts.put(Kept.OURS, histogram.of("dev.tercet."));
        amounts.put(Kept.GRPC, histogram.of("io.grpc.internal."));
        List<String> threads = lasting();
        amounts.put(Kept.THREADS, (long) threads.size());
        files(amounts);

        Gauges gauges = new Gauges(etcd.metrics(0));
        amounts.put(Kept.WATCHERS, gauges.of("etcd_debugging_mvcc_watcher_total"));
        amounts.put(Kept.SLOW_WATCHERS, gauges.of("etcd_debugging_mvcc_slow_watcher_total"));
        amounts.put(Kept.STREAMS, gauges.of("etcd_debugging_mvcc_watch_stream_total"));
        amounts.put(Kept.CALLS, gauges.callsUnderWay());
        amounts.put(Kept.GOROUTINES, gauges.of("go_goroutines"));
        amounts.put(Kept.SERVER_FILES, gauges.sum("process_open_fds"));
        return new Footprint(amounts, histogram, threads);
    }

    /** But for pools that all of a process shares, whose threads come and go as they like, and those of the JDK. */
    private static List<String> lasting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getThreadGroup() != null
                        && !thread.getThreadGroup().getName().equals("system"))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("grpc-default-") && !name.startsWith("ForkJoinPool.commonPool"))
                .filter(name -> !name.startsWith("junit") && !name.startsWith("surefire"))
                .sorted()
                .toList();
    }

    /** Where there is no such folder, nothing is known of files. */
    private static void files(Map<Kept, Long> amounts) throws IOException {
        if (!Files.isDirectory(FILES)) {
            return;
        }
        long files = 0;
        long sockets = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(FILES)) {
            for (Path file : all) {
                files++;
                sockets += isSocket(file) ? 1 : 0;
            }
        }
        amounts.put(Kept.FILES, files);
        amounts.put(Kept.SOCKETS, sockets);
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** What there is more of than before, in words; empty if all is as it was. */
    List<String> growthSince(Footprint before) {
        List<String> growth = new ArrayList<>();
        amounts.forEach((kept, now) -> {
            long was = before.amounts.getOrDefault(kept, 0L);
            if (kept.hasGrown(was, now)) {
                growth.add(kept + ": " + was + ", now " + now + details(kept, before));
            }
        });
        return growth;
    }

    private String details(Kept kept, Footprint before) {
        return switch (kept) {
            case OURS -> ", of them more: " + histogram.more(before.histogram, "dev.tercet.");
            case GRPC -> ", of them more: " + histogram.more(before.histogram, "io.grpc.internal.");
            case HEAP -> ", more there are: " + histogram.more(before.histogram, "");
            case THREADS -> {
                List<String> more = new ArrayList<>(threads);
                before.threads.forEach(more::remove);
                yield ", new ones: " + new TreeSet<>(more).stream().limit(10).collect(Collectors.toList());
            }
            default -> "";
        };
    }

    /** Waits until no more is there than before; what still is then, in words. */
    static List<String> left(Footprint before, RealEtcd etcd, EtcdClient observer) throws IOException {
        return left(before, etcd, observer, PATIENCE);
    }

    /** The same with another patience. */
    static List<String> left(Footprint before, RealEtcd etcd, EtcdClient observer, Duration patience)
            throws IOException {
        long start = System.nanoTime();
        List<String> growth = of(etcd, observer).growthSince(before);
        while (!growth.isEmpty() && System.nanoTime() - start < patience.toNanos()) {
            // What is closed is gone a moment later; each look stops the JVM, so not too often.
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            growth = of(etcd, observer).growthSince(before);
        }
        return growth;
    }
}
