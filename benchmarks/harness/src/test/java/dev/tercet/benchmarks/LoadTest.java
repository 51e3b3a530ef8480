package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops, over a client that answers by itself. */
class LoadTest {
    // Long enough that a machine with other things to do gets round to one call in it.
    private static final Duration SHORT = Duration.ofMillis(100);

    private final InMemoryClient client = new InMemoryClient();

    @AfterEach
    void close() {
        client.close();
    }

    static List<Row> all() {
        return Stream.of(Row.calls(), Row.bulk(), Row.recipes(), Row.v2())
                .flatMap(List::stream)
                .distinct()
                // Of two clients: see HandoverLoadTest.
                .filter(row -> row.work() != Work.LOCK_HANDOVER)
                .filter(row -> !row.isVirtual() || VirtualThreads.factory().isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRowCountsWhatEnded(Row row) throws Exception {
        Sample sample = Load.of(row, client).run(client, SHORT, SHORT);

        assertThat(sample.ops()).isPositive();
        assertThat(sample.nanos()).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get",
                "get-64",
                "range-10000",
                "kept-1000",
                "scan-1000",
                "watch",
                "watch-beside-slow",
                "watch-latency"
            })
    void anAnswerOfTheWrongSizeIsNoFigure(String id) {
        client.valueLength = 99;

        Row row = Row.named(id).orElseThrow();
        assertThatThrownBy(() -> Load.of(row, client).run(client, SHORT, SHORT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatAnAnswerKeepsIsMeasuredByTheKey() throws Exception {
        Sample sample = Load.of(new Row(Work.KEPT, 50_000), client).run(client, SHORT, SHORT);

        assertThat(sample.figure("kept")).isBetween(195.0, 205.0);
    }

    @Test
    void whatAnAnswerKeepsHasToBeTheSameEachTime() {
        client.heldGrows = 50;

        assertThatThrownBy(() -> Load.of(new Row(Work.KEPT, 50_000), client).run(client, SHORT, SHORT))
                .hasMessageContaining("differs");
    }

    @Test
    void aScanTellsWhatOfItIsInUseAtOnce() throws Exception {
        Sample sample = Load.of(new Row(Work.SCAN, 100_000), client).run(client, SHORT, SHORT);

        assertThat(sample.ops() % 100_000).isZero();
        assertThat(sample.figure("peak-MB")).isBetween(19.0, 25.0);
    }

    @Test
    void putsThatGoTogetherAreMeasuredBesideOthers() throws Exception {
        Sample sample = new BatchedLoad(64, SHORT).run(client, SHORT, SHORT);
        assertThat(sample.figure("gain")).isEqualTo(sample.opsPerSecond() / sample.figure("alone"), within(1e-9));
        assertThat(client.together.sum()).isPositive();

        client.batches = false;
        assertThat(new BatchedLoad(64, SHORT).run(client, SHORT, SHORT).figures())
                .doesNotContainKey("gain");
    }

    @Test
    void aFailedCallIsNoFigure() {
        client.failure = new IllegalStateException("lost");

        assertThatThrownBy(() -> Load.of(new Row(Work.PUT_ASYNC, 64), client).run(client, SHORT, SHORT))
                .hasMessageContaining("lost");
    }

    @Test
    void aCallThatFailsInOneOfManyThreadsIsNoFigure() {
        client.valueLength = 99;

        assertThatThrownBy(() -> Load.of(new Row(Work.GET_THREADS, 16), client).run(client, SHORT, SHORT))
                .hasMessageContaining("99 bytes");
    }

    @Test
    void blockingRowsAndThoseInFlightTellLatencies() throws Exception {
        for (Row row : Row.rows("put", "get-16", "put-16-threads")) {
            Sample sample = Load.of(row, client).run(client, SHORT, SHORT);

            assertThat(sample.figure("p50")).as(row.id()).isPositive();
            assertThat(sample.figure("p99")).as(row.id()).isGreaterThanOrEqualTo(sample.figure("p50"));
        }
    }

    @Test
    void aRecipeThatFailsIsNoFigure() {
        client.failure = new IllegalStateException("lost");

        assertThatThrownBy(
                        () -> Load.of(new Row(Work.LOCK_HANDED_OVER, 8), client).run(client, SHORT, SHORT))
                .hasMessageContaining("lost");
    }

    @Test
    void aWatchBesideASlowOneIsNotHeldUp() throws Exception {
        Sample sample = Load.of(Row.of(Work.WATCH_BESIDE_SLOW), client).run(client, SHORT, SHORT);

        assertThat(sample.ops()).isPositive();
        assertThat(client.slowly).isEqualTo(1);
        assertThat(client.watching).isFalse();
    }

    @Test
    void theLatencyOfAWatchIsFromTheTimeInTheValue() throws Exception {
        Sample sample = Load.of(Row.of(Work.WATCH_LATENCY), client).run(client, SHORT, SHORT);

        assertThat(sample.ops()).isPositive();
        assertThat(sample.figure("p50")).isBetween(5000.0, 2_000_000.0);
        assertThat(client.watching).isFalse();
    }

    @Test
    void watchesAreOpenedUntilTheWindowIsOver() throws Exception {
        Sample sample = Load.of(new Row(Work.WATCHES, 250), client).run(client, SHORT, SHORT);

        assertThat(sample.ops()).isPositive().matches(ops -> ops % 250 == 0, "whole rounds");
        assertThat(sample.figure("streams")).isEqualTo(3);
        assertThat(sample.figure("ms")).isPositive();
        assertThat(client.watchStreams()).isZero();
    }

    @Test
    void renewalsAreWhatTheServerSaw() throws Exception {
        Sample sample = new LeaseLoad(300, Duration.ofMillis(600), client).run(client, SHORT, SHORT);

        assertThat(sample.ops()).isGreaterThanOrEqualTo(300);
        assertThat(sample.nanos()).isGreaterThanOrEqualTo(Duration.ofMillis(220).toNanos());
        assertThat(sample.figure("a-lease")).isBetween(1.0, 2.0);
        assertThat(client.leases).isEmpty();
    }

    @Test
    void aLeaseThatIsNotRenewedIsNoFigure() {
        client.forgetful = true;

        LeaseLoad load = new LeaseLoad(10, Duration.ofMillis(600), client);
        assertThatThrownBy(() -> load.run(client, SHORT, SHORT)).hasMessageContaining("of 10 leases");
        assertThat(client.leases).isEmpty();
    }

    @Test
    void aLeaseThatIsNotGrantedIsNoFigure() {
        client.failure = new IllegalStateException("lost");

        LeaseLoad load = new LeaseLoad(10, Duration.ofMillis(600), client);
        assertThatThrownBy(() -> load.run(client, SHORT, SHORT)).hasMessageContaining("lost");
    }

    private static final class InMemoryClient implements BenchClient, ServerCounts {
        private final ExecutorService answers = Executors.newSingleThreadExecutor();
        private volatile int valueLength = Data.VALUE_LENGTH;
        private volatile @Nullable Throwable failure;
        private volatile boolean watching;
        private volatile boolean batches = true;
        private final LongAdder together = new LongAdder();
        private int heldBytes = 200;
        private int heldGrows;
        private volatile boolean forgetful;
        private volatile int slowly;
        private volatile int streams;
        private final Set<BenchClient.Lease> leases = ConcurrentHashMap.newKeySet();
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
        }

        @Override
        public int get(byte[] key) throws Exception {
            answer();
            return valueLength;
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
        public long scan(byte[] prefix) throws Exception {
            // Long enough to be met by a collection.
            byte[] page = new byte[20_000_000];
            TimeUnit.MILLISECONDS.sleep(200);
            Reference.reachabilityFence(page);
            return range(prefix);
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
            AtomicBoolean open = new AtomicBoolean(true);
            watching = true;
            answers.execute(() -> {
                while (open.get()) {
                    events.arrived(2, 2 * (16L + valueLength));
                }
            });
            // The next watch begins before this thread has seen that the last one has ended.
            return () -> {
                open.set(false);
                watching = false;
            };
        }

        @Override
        public Subscription watchSlowly(byte[] prefix, Events events) {
            slowly++;
            return () -> {};
        }

        @Override
        public Subscription watchValues(byte[] prefix, Values values) {
            watching = true;
            answers.execute(() -> {
                while (watching) {
                    ByteBuffer value = ByteBuffer.allocate(valueLength);
                    // What takes five milliseconds.
                    value.putLong(0, System.nanoTime() - 5_000_000);
                    values.arrived(value);
                }
            });
            return () -> watching = false;
        }

        @Override
        public Subscription watches(byte[][] keys, Events events) {
            streams = (keys.length + 99) / 100;
            return () -> streams = 0;
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
}
