package dev.tercet.benchmarks;

import static org.awaitility.Awaitility.await;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A client that answers by itself, and as the test wants it. */
final class InMemoryClient implements BenchClient, ServerCounts {
    private final ExecutorService answers = Executors.newSingleThreadExecutor();
    volatile int valueLength = Data.VALUE_LENGTH;
    volatile @Nullable Throwable failure;
    volatile boolean watching;
    final Set<BenchClient.Events> watchers = ConcurrentHashMap.newKeySet();
    int mostWatchers;
    int sizedLength;
    volatile boolean batches = true;
    final LongAdder together = new LongAdder();
    private int heldBytes = 200;
    int heldGrows;
    volatile boolean forgetful;
    volatile boolean loses;
    boolean slow;
    boolean besideSlow;

    boolean streamsStay;
    int scanWithPage;
    private int scans;
    private volatile int streams;
    final Set<BenchClient.Lease> leases = ConcurrentHashMap.newKeySet();
    private final AtomicLong renewals = new AtomicLong();
    private @Nullable ScheduledExecutorService renewing;

    @Override
    public boolean does(Row row) {
        return true;
    }

    @Override
    public Recipe recipe(Row row) {
        return new Recipe() {
            @Override
            public void once() {
                rethrow();
            }

            @Override
            public void end() {}
        };
    }

    private void rethrow() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    @Override
    public void put(byte[] key, byte[] value) throws Exception {
        answer();
        if (isSized(key)) {
            sizedLength = value.length;
        }
    }

    @Override
    public int get(byte[] key) throws Exception {
        answer();
        return isSized(key) ? sizedLength + valueLength - Data.VALUE_LENGTH : valueLength;
    }

    private static boolean isSized(byte[] key) {
        return new String(key, StandardCharsets.US_ASCII).startsWith("sized/");
    }

    // A thousand threads that never wait would leave the machine to nobody else.
    private void answer() throws Exception {
        answers.submit(() -> {}).get();
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        answers.execute(() -> end(0, done));
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        answers.execute(() -> end(valueLength, done));
    }

    private void end(int bytes, Done done) {
        Throwable thrown = failure;
        if (thrown != null) {
            done.failed(thrown);
        } else {
            done.done(bytes);
        }
    }

    @Override
    public long range(byte[] prefix) {
        return Data.rangeKeys(prefix) * (16L + valueLength);
    }

    @Override
    public Object held(byte[] prefix) {
        heldBytes += heldGrows;
        return new byte[Data.rangeKeys(prefix) * heldBytes];
    }

    @Override
    public long scan(byte[] prefix) {
        scans++;
        if (scans == scanWithPage) {
            byte[] page = new byte[20_000_000];
            awaitCollections(3);
            Reference.reachabilityFence(page);
        }
        return range(prefix);
    }

    /** What looks at the heap after one collection has done so before the next but one. */
    private static void awaitCollections(int more) {
        long before = collections();
        await().until(() -> collections() >= before + more);
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    @Override
    public boolean batches() {
        return batches;
    }

    @Override
    public void putTogether(byte[] key, byte[] value, Done done) {
        together.increment();
        putAsync(key, value, done);
    }

    @Override
    public Subscription watch(byte[] prefix, Events events) {
        besideSlow = slow;
        watchers.add(events);
        mostWatchers = Math.max(mostWatchers, watchers.size());
        if (watchers.size() == 1) {
            // If the last one has just ended, unseen by its thread, that goes on with this one.
            answers.execute(() -> {
                while (!watchers.isEmpty()) {
                    watchers.forEach(each -> each.arrived(2, 2 * (16L + valueLength)));
                }
            });
        }
        return () -> watchers.remove(events);
    }

    @Override
    public Subscription watchSlowly(byte[] prefix, Events events) {
        slow = true;
        return () -> slow = false;
    }

    @Override
    public Subscription watchValues(byte[] prefix, Values values) {
        watching = true;
        answers.execute(() -> {
            while (watching) {
                ByteBuffer value = ByteBuffer.allocate(valueLength);
                // What takes an hour, beside which nothing else counts.
                value.putLong(0, System.nanoTime() - TimeUnit.HOURS.toNanos(1));
                values.arrived(value);
            }
        });
        return () -> watching = false;
    }

    @Override
    public Subscription watches(byte[][] keys, Events events) {
        streams = (keys.length + 99) / 100;
        return () -> {
            if (!streamsStay) {
                streams = 0;
            }
        };
    }

    @Override
    public void lease(Duration ttl, Kept kept) {
        Throwable thrown = failure;
        if (thrown != null) {
            kept.failed(thrown);
            return;
        }
        if (renewing == null) {
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
            renewing = timer;
        }
        BenchClient.Lease lease = new BenchClient.Lease() {
            @Override
            public void end(Done done) {
                leases.remove(this);
                done.done(0);
            }
        };
        leases.add(lease);
        kept.kept(lease);
        if (loses) {
            kept.lost(new IllegalStateException("gone"));
        }
        long third = ttl.toNanos() / 3;
        renewing.scheduleAtFixedRate(
                () -> {
                    if (leases.contains(lease) && !forgetful) {
                        renewals.incrementAndGet();
                    }
                },
                third,
                third,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public long renewals() {
        return renewals.get();
    }

    @Override
    public long watchStreams() {
        return streams;
    }

    @Override
    public void close() {
        answers.shutdownNow();
        if (renewing != null) {
            renewing.shutdownNow();
        }
    }
}
