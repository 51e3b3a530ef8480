package dev.tercet.gateway.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches by requests of their own at real servers, silent and busy by turns, and looked after far too often. */
class HandOverTest {
    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"3.3", "3.4", "3.5", "newest", "embedded"})
    void nothingIsLostOrRepeated(String version) throws Exception {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        Random random = new Random(seed);
        try (Server etcd = start(version);
                EtcdClient client = client(etcd);
                Posted posted = posted(etcd)) {
            Kept kept = new Kept();
            WireStream watch =
                    posted.streams().watch(create(KeyRange.prefix("w/"), true), CallContext.WITH_LEADER, kept);
            Awaitility.await().until(() -> !kept.entries.isEmpty());
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                written.addAll(write(client, random));
                if (random.nextInt(6) == 0) {
                    watch.requestProgress();
                }
                if (random.nextInt(12) == 0) {
                    pause(random.nextInt(900));
                }
            }
            Awaitility.await("seed " + seed)
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(kept.events()).hasSameSizeAs(written));
            assertThat(kept.events()).as("seed " + seed).containsExactlyElementsOf(written);
            assertThat(kept.failed).as("seed " + seed).isFalse();
            if (etcd.answersTruly()) {
                kept.assertMarksAreTrue();
            }
            watch.cancel();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5", "newest", "embedded"})
    void aQuietWatchOutlivesCompactions(String version) throws Exception {
        try (Server etcd = start(version);
                EtcdClient client = client(etcd);
                Posted posted = posted(etcd)) {
            Kept kept = new Kept();
            posted.streams().watch(create(KeyRange.of("quiet"), false), CallContext.WITH_LEADER, kept);
            Awaitility.await().until(() -> !kept.entries.isEmpty());
            List<Long> revisions = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                revisions.add(client.kv().put("busy", "x").header().revision());
                pause(50);
                if (i % 10 == 0 && i >= 60) {
                    client.kv().compact(Compaction.at(revisions.get(i - 50)));
                }
            }
            long at = client.kv().put("quiet", "1").header().revision();
            Awaitility.await().untilAsserted(() -> assertThat(kept.events()).containsExactly(at + " quiet"));
            assertThat(kept.failed).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.3", "3.4", "3.5", "newest", "embedded"})
    void progressIsAnsweredForAQuietWatchOfABusyStore(String version) {
        try (Server etcd = start(version);
                EtcdClient client = client(etcd);
                Posted posted = Posted.to(
                        etcd.endpoints().get(0),
                        HandOverTest::later,
                        System::nanoTime,
                        Duration.ofMinutes(1),
                        PATIENCE,
                        1 << 20)) {
            Kept kept = new Kept();
            WireStream watch =
                    posted.streams().watch(create(KeyRange.of("quiet"), false), CallContext.WITH_LEADER, kept);
            Awaitility.await().until(() -> !kept.entries.isEmpty());
            for (int i = 1; i < 4; i++) {
                long revision = client.kv().put("busy", "x").header().revision();
                watch.requestProgress();
                int answers = i;
                Awaitility.await().until(() -> kept.entries.size() == 1 + answers);
                assertThat(kept.entries.get(i)).isEqualTo("answer " + revision);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.3", "3.4", "3.5", "3.6", "newest", "embedded"})
    void progressIsAnsweredWhereNothingHappens(String version) {
        try (Server etcd = start(version);
                EtcdClient client = client(etcd);
                Posted posted = Posted.to(
                        etcd.endpoints().get(0),
                        HandOverTest::later,
                        System::nanoTime,
                        Duration.ofMinutes(1),
                        PATIENCE,
                        1 << 20)) {
            Kept kept = new Kept();
            WireStream watch =
                    posted.streams().watch(create(KeyRange.of("quiet"), false), CallContext.WITH_LEADER, kept);
            Awaitility.await().until(() -> !kept.entries.isEmpty());
            String now = kept.entries.get(0).replace("created", "answer");
            for (int i = 1; i < 3; i++) {
                watch.requestProgress();
                int answers = i;
                Awaitility.await().until(() -> kept.entries.size() == 1 + answers);
                assertThat(kept.entries.get(i)).isEqualTo(now);
            }
            long revision = client.kv().put("quiet", "x").header().revision();
            Awaitility.await().until(() -> kept.entries.size() == 4);
            assertThat(kept.entries.get(3)).isEqualTo(revision + " quiet");
            watch.requestProgress();
            Awaitility.await().until(() -> kept.entries.size() == 5);
            assertThat(kept.entries.get(4)).isEqualTo("answer " + revision);
        }
    }

    private static List<String> write(EtcdClient client, Random random) {
        String key = "w/" + random.nextInt(5);
        switch (random.nextInt(4)) {
            case 0 -> {
                client.kv().put("elsewhere", "x");
                return List.of();
            }
            case 1 -> {
                long revision = client.kv()
                        .txn(Txn.when().then(Put.of("w/a", "1"), Put.of("w/b", "2"), Put.of("elsewhere", "x")))
                        .header()
                        .revision();
                return List.of(revision + " w/a", revision + " w/b");
            }
            case 2 -> {
                var deleted = client.kv().delete(Delete.of(key));
                return deleted.deleted() == 0
                        ? List.of()
                        : List.of(deleted.header().revision() + " " + key);
            }
            default -> {
                return List.of(client.kv().put(key, "x").header().revision() + " " + key);
            }
        }
    }

    /** One of the servers. */
    private record Server(List<String> endpoints, boolean answersTruly, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    private static Server start(String version) {
        if (version.equals("embedded")) {
            EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
            return new Server(List.of(etcd.endpoint()), true, etcd::close);
        }
        RealEtcd etcd = WhenUnavailable.of(version).obtain(() -> RealEtcd.start(EtcdSettings.of(version)));
        return new Server(etcd.endpoints(), etcd.version().atLeast(3, 5), etcd::close);
    }

    private static EtcdClient client(Server etcd) {
        return EtcdClient.builder()
                .endpoints(etcd.endpoints())
                .transport(GatewayTransport.create())
                .build();
    }

    private static Posted posted(Server etcd) {
        return Posted.to(etcd.endpoints().get(0), HandOverTest::later, System::nanoTime, SILENCE, PATIENCE, 1 << 20);
    }

    private static Runnable later(long nanos, Runnable task) {
        CompletableFuture<Void> later =
                CompletableFuture.runAsync(task, CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
        return () -> later.cancel(false);
    }

    private static WatchRpcs.Create create(KeyRange range, boolean progress) {
        return new WatchRpcs.Create(range, 0, Set.of(), false, progress, true);
    }

    /** Between writes, so that some of the silences are long enough to be looked into. */
    private static void pause(long millis) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        assertThat(never).isFalse();
    }

    /** What came. */
    private static final class Kept implements StreamReply<WatchRpcs.Message> {
        private final List<String> entries = new CopyOnWriteArrayList<>();
        private volatile boolean failed;

        @Override
        public void onMessage(WatchRpcs.Message message) {
            if (message instanceof WatchRpcs.Events it) {
                it.events()
                        .forEach(event ->
                                entries.add(event.revision() + " " + event.key().utf8()));
            } else {
                entries.add(Posted.words(message));
            }
        }

        @Override
        public void onEnd(@Nullable WireFailure failure) {
            failed = true;
            entries.add("end " + failure);
        }

        List<String> events() {
            return entries.stream()
                    .filter(entry -> Character.isDigit(entry.charAt(0)))
                    .toList();
        }

        /** No change comes that a mark had said was sent. */
        void assertMarksAreTrue() {
            long marked = 0;
            int marks = 0;
            for (String entry : entries) {
                String[] words = entry.split(" ");
                if (Character.isDigit(entry.charAt(0))) {
                    assertThat(Long.parseLong(words[0]))
                            .as("%s in %s", entry, entries)
                            .isGreaterThan(marked);
                } else if (!words[0].equals("created")) {
                    marked = Math.max(marked, Long.parseLong(words[1]));
                    marks++;
                }
            }
            assertThat(marks).isPositive();
        }
    }
}
