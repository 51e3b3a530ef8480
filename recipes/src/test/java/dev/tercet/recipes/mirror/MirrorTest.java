package dev.tercet.recipes.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.MirrorDisplacedException;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two clusters in this process, and what can happen to either. */
class MirrorTest {
    private static final MirrorPlan PLAN = MirrorPlan.of("a/").to("b/");

    private final EmbeddedEtcd here = EmbeddedEtcd.start();
    private final EmbeddedEtcd there = EmbeddedEtcd.start();
    private EtcdClient source;
    private EtcdClient destination;
    private Recipes recipes;

    @BeforeEach
    void connect() {
        source = here.clientBuilder().timeout(Duration.ofSeconds(2)).build();
        destination = there.clientBuilder().timeout(Duration.ofSeconds(2)).build();
        recipes = Recipes.of(source);
    }

    @AfterEach
    void disconnect() {
        source.close();
        destination.close();
        here.close();
        there.close();
    }

    @Test
    void aRevisionIsOneTransactionAlsoWhenSplit() {
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            mirror.catchUp();
            Queue<WatchSignal.Change> seen = new ConcurrentLinkedQueue<>();
            try (Watch watch = destination.watches().open(WatchRequest.prefix("b/"), signal -> {
                if (signal instanceof WatchSignal.Change change) {
                    seen.add(change);
                }
            })) {
                source.kv().txn(Txn.all(puts(0, 127)));
                mirror.catchUp();
                await().until(() -> !seen.isEmpty());
                assertThat(seen.remove().events()).hasSize(127);
                source.kv().txn(Txn.all(puts(0, 128)));
                mirror.catchUp();
                await().until(() -> seen.size() == 2);
                assertThat(seen.remove().events()).hasSize(127);
                assertThat(seen.remove().events()).hasSize(1);
                assertThat(watch.isOpen()).isTrue();
            }
            assertThat(mirror.verify().isEqual()).isTrue();
        }
    }

    @Test
    void aSplitRevisionGoesOnInTheMiddle() {
        Mirror first = recipes.mirror(destination, PLAN);
        first.catchUp();
        // The first part gets through and the second does not.
        LiveFault cut = there.faults().add(Fault.unavailable().on("Txn").after(1));
        source.kv().txn(Txn.all(puts(0, 128)));
        await().until(() -> cut.struck() > 0);
        first.close();
        cut.close();
        assertThat(at(destination, "b/")).hasSize(127);
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            mirror.catchUp();
            assertThat(mirror.status().lists()).isZero();
        }
        assertThat(destination.kv().get(Get.prefix("b/")).kvs()).hasSize(128).allMatch(KeyValue::isNew);
    }

    @Test
    void goesOnWhereItWasAndDoesNothingTwice() {
        source.kv().put("a/1", "one");
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            mirror.catchUp();
            assertThat(mirror.status().lists()).isEqualTo(1);
        }
        source.kv().put("a/2", "two");
        source.kv().delete("a/1");
        source.kv().put("a/2", "two again");
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            mirror.synced().join();
            assertThat(mirror.status().lists()).isZero();
            assertThat(mirror.status().revisionsApplied()).isEqualTo(3);
        }
        assertThat(at(destination, "b/")).containsOnly(Map.entry("2", "two again"));
        assertThat(destination.kv().get("b/2").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aLostReplyIsNoSecondWrite() {
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            mirror.catchUp();
            for (int i = 0; i < 5; i++) {
                LiveFault lost = there.faults().add(Fault.replyLost().on("Txn").times(1));
                source.kv().put("a/k", "v" + i);
                await().until(() -> lost.struck() == 1);
                mirror.catchUp();
            }
        }
        assertThat(destination.kv().get("b/k").orElseThrow().version()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(ForeignKeys.class)
    void compactionWhileAwayIsMadeUpForByTheDifference(ForeignKeys foreign) {
        MirrorPlan plan = PLAN.withForeignKeys(foreign);
        if (foreign != ForeignKeys.REFUSE) {
            destination.kv().put("b/foreign", "f");
        }
        source.kv().put("a/stays", "s");
        source.kv().put("a/goes", "g");
        source.kv().put("a/changes", "c");
        try (Mirror mirror = recipes.mirror(destination, plan)) {
            mirror.catchUp();
        }
        source.kv().delete("a/goes");
        source.kv().put("a/changes", "C");
        source.kv().put("a/comes", "+");
        source.kv().compact(Compaction.at(source.kv().get(Get.of("x")).revision()));
        try (Mirror mirror = recipes.mirror(destination, plan)) {
            mirror.synced().join();
            assertThat(mirror.status().keysPut()).isEqualTo(2);
            assertThat(mirror.status().keysDeleted()).isEqualTo(1);
            MirrorCheck check = mirror.verify();
            assertThat(check.isEqual()).isTrue();
            assertThat(check.keys()).isEqualTo(3);
            assertThat(check.foreign()).isEqualTo(foreign == ForeignKeys.KEEP ? 1 : 0);
        }
        assertThat(destination.kv().get("b/stays").orElseThrow().version()).isEqualTo(1);
        Map<String, String> expected = new TreeMap<>(Map.of("stays", "s", "changes", "C", "comes", "+"));
        if (foreign == ForeignKeys.KEEP) {
            expected.put("foreign", "f");
        }
        assertThat(at(destination, "b/")).isEqualTo(expected);
    }

    @Test
    void keptKeysStayForeignAndMirroredOnesDoNot() {
        destination.kv().put("b/both", "theirs");
        destination.kv().put("b/theirs", "theirs");
        source.kv().put("a/both", "ours");
        try (Mirror mirror = recipes.mirror(destination, PLAN.withForeignKeys(ForeignKeys.KEEP))) {
            mirror.catchUp();
            source.kv().put("a/later", "ours");
            mirror.catchUp();
            assertThat(at(destination, "b/")).isEqualTo(Map.of("both", "ours", "theirs", "theirs", "later", "ours"));
            source.kv().delete(Delete.prefix("a/"));
            mirror.catchUp();
            assertThat(at(destination, "b/")).isEqualTo(Map.of("theirs", "theirs"));
        }
        assertThat(destination.kv().get(Get.prefix("tercet-mirror/")).kvs()).hasSize(1);
    }

    @Test
    void foreignKeysAreRefusedAndNothingIsDone() {
        destination.kv().put("b/foreign", "f");
        source.kv().put("a/k", "v");
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            assertThatThrownBy(() -> mirror.started().get(10, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(EtcdException.class)
                    .hasMessageContaining("keys in prefix \"b/\" already");
            assertThat(mirror.ended().join().orElseThrow().code()).isEqualTo(ErrorCode.FAILED_PRECONDITION);
            assertThat(mirror.status().phase()).isEqualTo(MirrorStatus.Phase.ENDED);
            assertThatThrownBy(mirror::catchUp).isInstanceOf(EtcdException.class);
        }
        assertThat(destination.kv().get(Get.all()).kvs()).hasSize(1);
    }

    @Test
    void theNewestMirrorHasTheCheckpoint() {
        try (Mirror first = recipes.mirror(destination, PLAN)) {
            first.catchUp();
            try (Mirror second = recipes.mirror(destination, PLAN)) {
                second.catchUp();
                source.kv().put("a/k", "v");
                assertThat(first.ended().join().orElseThrow()).isInstanceOf(MirrorDisplacedException.class);
                second.catchUp();
                assertThat(second.verify().isEqual()).isTrue();
            }
        }
        assertThat(destination.kv().get("b/k").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void whatIsDoneByHandIsFound() {
        source.kv().txn(Txn.all(puts(0, 3)));
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            mirror.catchUp();
            destination.kv().delete("b/000");
            destination.kv().put("b/001", "other");
            destination.kv().put("b/extra", "x");
            assertThat(mirror.verify().differences())
                    .extracting(found -> found.kind() + " " + found.key().utf8())
                    .containsExactly("MISSING b/000", "DIFFERENT b/001", "EXTRA b/extra");
        }
    }

    @Test
    void verifiesWhatIsLongQuietWhileElsewhereItIsCompacted() {
        source.kv().put("a/k", "v");
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            mirror.catchUp();
            long last = 0;
            for (int i = 0; i < 10; i++) {
                last = source.kv().put("elsewhere", "v" + i).revision();
            }
            source.kv().compact(Compaction.at(last));
            MirrorCheck check = mirror.verify();
            assertThat(check.isEqual()).isTrue();
            assertThat(check.sourceRevision()).isGreaterThanOrEqualTo(last);
        }
    }

    @Test
    void aServerWhoseMarksAreWrongIsLookedAt() {
        try (EmbeddedEtcd old = EmbeddedEtcd.builder().version("3.4.23").start();
                EtcdClient client = old.client();
                Mirror mirror = Recipes.of(client).mirror(destination, PLAN)) {
            for (int i = 0; i < 5; i++) {
                client.kv().put("a/k", "v" + i);
                client.kv().delete("a/" + (i - 1));
                client.kv().put("elsewhere", "");
                mirror.catchUp();
                assertThat(at(destination, "b/")).isEqualTo(at(client, "a/"));
            }
            long last = client.kv().put("elsewhere", "").revision();
            client.kv().compact(Compaction.at(last));
            assertThat(mirror.verify().isEqual()).isTrue();
        }
    }

    @Test
    void anotherSourceIsListedAnew() {
        source.kv().put("a/k", "v");
        try (Mirror mirror = recipes.mirror(destination, PLAN)) {
            mirror.catchUp();
        }
        try (EmbeddedEtcd other = EmbeddedEtcd.builder().name("other").start();
                EtcdClient client = other.client()) {
            client.kv().put("a/other", "o");
            try (Mirror mirror = Recipes.of(client).mirror(destination, PLAN)) {
                mirror.catchUp();
                assertThat(mirror.status().lists()).isEqualTo(1);
            }
        }
        assertThat(at(destination, "b/")).isEqualTo(Map.of("other", "o"));
    }

    @Test
    void badPlansAndCheckpointsAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipes.mirror(source, MirrorPlan.of("a/").to("a/b/")))
                .withMessageContaining("copy its own copies");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAN.withCheckpoint(""))
                .withMessage("checkpoint is empty");
        destination.kv().put("taken", "by something else");
        try (Mirror mirror = recipes.mirror(destination, PLAN.withCheckpoint("taken"))) {
            assertThat(mirror.ended().join().orElseThrow()).hasMessageContaining("give this one another checkpoint");
        }
    }

    @Test
    void closingEndsWhatWaits() {
        LiveFault cut = there.faults().add(Fault.unavailable());
        Mirror mirror = recipes.mirror(destination, PLAN);
        var caughtUp = mirror.catchUpAsync();
        await().until(() -> mirror.status().trouble().isPresent());
        mirror.close();
        mirror.close();
        cut.close();
        assertThatThrownBy(caughtUp::join).hasCauseInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> mirror.synced().join()).hasCauseInstanceOf(ClientClosedException.class);
        assertThat(mirror.ended().join()).isEmpty();
        await().until(() -> here.usage().watches() == 0);
    }

    /** {@code -Dtercet.mirror.seeds=} says how many. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("tercet.mirror.seeds", 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void underFireNothingIsLostAndNothingIsWrittenTwice(long seed) {
        Random random = new Random(seed);
        MirrorPlan plan = PLAN.withForeignKeys(ForeignKeys.values()[random.nextInt(3)]);
        Mirror mirror = recipes.mirror(destination, plan);
        for (int round = 0; round < 150; round++) {
            write(random);
            switch (random.nextInt(12)) {
                case 0 -> here.faults().breakConnections();
                case 1 -> there.faults().breakConnections();
                case 2 -> here.faults().compactUnderWatches();
                case 3 -> {
                    long now = source.kv().put("elsewhere", "").revision();
                    source.kv().compact(Compaction.at(now));
                }
                case 4 -> there.faults().add(Fault.replyLost().on("Txn").times(1));
                case 5 -> there.faults().add(Fault.requestLost().on("Txn").times(1));
                case 6 -> there.faults().add(Fault.unavailable().times(2));
                case 7 -> {
                    mirror.close();
                    mirror = recipes.mirror(destination, plan);
                }
                default -> {}
            }
        }
        here.faults().clear();
        there.faults().clear();
        try (Mirror last = mirror) {
            last.catchUp();
            assertThat(last.verify().differences()).as("seed %d", seed).isEmpty();
        }
        assertThat(at(destination, "b/")).as("seed %d", seed).isEqualTo(at(source, "a/"));
    }

    private void write(Random random) {
        String key = "a/" + random.nextInt(20);
        switch (random.nextInt(4)) {
            case 0 -> source.kv().delete(key);
            case 1 -> source.kv().txn(Txn.all(puts(random.nextInt(50), 1 + random.nextInt(128))));
            case 2 -> source.kv().delete(Delete.prefix("a/" + random.nextInt(3)));
            default -> source.kv().put(key, "v" + random.nextInt());
        }
    }

    private static Put[] puts(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Put.of(String.format("a/%03d", i), "v" + i))
                .toArray(Put[]::new);
    }

    private static Map<String, String> at(EtcdClient etcd, String prefix) {
        return etcd.kv().get(Get.prefix(prefix)).kvs().stream()
                .collect(Collectors.toMap(
                        kv -> kv.keyText().substring(prefix.length()), KeyValue::valueText, (a, b) -> a, TreeMap::new));
    }
}
