package dev.tercet.recipes.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.UndecodableException;
import dev.tercet.recipes.error.UniqueIndexException;
import dev.tercet.testkit.junit.EtcdTest;
import dev.tercet.watch.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@EtcdTest
class MapTest {
    private static final Index<String, String> FIRST = Index.of("first", Codec.text(), MapTest::firstLetter);
    private static final Index<Long, String> LENGTH =
            Index.unique("length", Codec.int64(), value -> (long) value.length());
    private static final Index<String, String> LETTERS =
            Index.ofMany("letters", Codec.text(), value -> List.of(value.split("")));

    private static TypedMap<Long, String> map(EtcdClient etcd) {
        return Recipes.of(etcd).map("m", Codec.int64(), Codec.text());
    }

    private static String firstLetter(String value) {
        return value.isEmpty() ? null : value.substring(0, 1);
    }

    @Test
    void aPutTakesOneRoundTripAndWithAnIndexTwo(EtcdClient etcd, Faults faults) {
        LiveFault calls = faults.add(Fault.slow(Duration.ZERO));
        map(etcd).put(1L, "one");
        assertThat(calls.struck()).isEqualTo(1);
        map(etcd).withIndex(FIRST).withIndex(LENGTH).put(1L, "two");
        assertThat(calls.struck()).isEqualTo(3);
        assertThat(map(etcd).withIndex(FIRST).by(FIRST).find("t")).hasSize(1);
    }

    @Test
    void whatAnEntryWasFoundByBeforeIsTakenOut(EtcdClient etcd) {
        TypedMap<Long, String> map =
                map(etcd).withIndex(FIRST).withIndex(LENGTH).withIndex(LETTERS);
        map.put(1L, "abc");
        map.put(1L, "bcd");
        assertThat(map.by(FIRST).find("a")).isEmpty();
        assertThat(map.by(FIRST).find("b")).extracting(MapEntry::key).containsExactly(1L);
        assertThat(map.by(LETTERS).find("a")).isEmpty();
        assertThat(map.by(LETTERS).find("d")).hasSize(1);
        map.put(1L, "");
        assertThat(map.by(FIRST).find("b")).isEmpty();
        assertThat(map.by(LENGTH).find(0L)).extracting(MapEntry::value).containsExactly("");
        assertThat(map.remove(1L)).contains("");
        assertThat(etcd.kv().get(Get.prefix("m")).kvs()).isEmpty();
    }

    @Test
    void twoEntriesDoNotShareWhatIsUnique(EtcdClient etcd) {
        TypedMap<Long, String> map = map(etcd).withIndex(LENGTH);
        map.put(1L, "abc");
        assertThatThrownBy(() -> map.put(2L, "xyz")).isInstanceOfSatisfying(UniqueIndexException.class, e -> {
            assertThat(e.index()).isEqualTo("length");
            assertThat(Codec.int64().decode(e.holder())).isEqualTo(1L);
        });
        assertThat(map.count()).isEqualTo(1);
        map.put(1L, "xyz");
        Recipes.of(etcd).stm().run(tx -> {
            map.in(tx).remove(1L);
            map.in(tx).put(2L, "abc");
            assertThatThrownBy(() -> map.in(tx).put(3L, "def")).isInstanceOf(UniqueIndexException.class);
            return null;
        });
        assertThat(map.by(LENGTH).find(3L)).extracting(MapEntry::key).containsExactly(2L);
    }

    @Test
    void anIndexIsRebuilt(EtcdClient etcd) {
        TypedMap<Long, String> bare = map(etcd);
        for (long i = 0; i < 250; i++) {
            bare.put(i, "v".repeat((int) i));
        }
        TypedMap<Long, String> map = bare.withIndex(LENGTH).withIndex(LETTERS);
        assertThat(map.by(LENGTH).verify()).isEqualTo(new IndexReport(250, 250, 0));
        assertThat(map.by(LENGTH).rebuild()).isEqualTo(new IndexReport(250, 250, 0));
        assertThat(map.by(LENGTH).verify().isSound()).isTrue();
        bare.remove(7L);
        bare.put(8L, "seven!!");
        assertThat(map.by(LENGTH).verify()).isEqualTo(new IndexReport(249, 1, 2));
        assertThat(map.by(LENGTH).rebuild()).isEqualTo(new IndexReport(249, 1, 2));
        assertThat(map.by(LENGTH).verify().isSound()).isTrue();
        assertThat(map.by(LENGTH).find(7L)).extracting(MapEntry::key).containsExactly(8L);
        assertThat(map.by(LENGTH).range(100L, 240L, 1000)).hasSize(140);
        bare.put(9L, "seven!!");
        assertThat(map.by(LENGTH).verify()).isEqualTo(new IndexReport(249, 1, 1));
        assertThatThrownBy(() -> map.by(LENGTH).rebuild()).isInstanceOf(UniqueIndexException.class);
    }

    @Test
    void anIndexStaysSoundThroughFaultsAndConflicts(EtcdClient etcd, Faults faults) {
        TypedMap<Long, String> map = map(etcd).withIndex(FIRST).withIndex(LETTERS);
        long seed = 99;
        Random random = new Random(seed);
        List<CompletableFuture<?>> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (i % 10 == 0) {
                faults.add((i % 20 == 0 ? Fault.replyLost() : Fault.requestLost())
                        .on("Txn")
                        .after(random.nextInt(10))
                        .times(1));
            }
            long key = random.nextInt(4);
            String value = "abc".substring(random.nextInt(4));
            changes.add(random.nextInt(3) == 0 ? map.removeAsync(key) : map.putAsync(key, value));
            if (i % 8 == 7) {
                changes.forEach(change -> change.exceptionally(failure -> {
                            assertThat(((EtcdException) failure).outcome()).isEqualTo(Outcome.UNKNOWN);
                            return null;
                        })
                        .join());
                changes.clear();
            }
        }
        faults.clear();
        assertThat(map.by(FIRST).verify().isSound()).as("seed %d", seed).isTrue();
        assertThat(map.by(LETTERS).verify().isSound()).as("seed %d", seed).isTrue();
    }

    @Test
    void whatCannotBeDecodedIsSaidWithItsKey(EtcdClient etcd) {
        TypedMap<Long, String> map = map(etcd);
        map.put(1L, "one");
        etcd.kv().put(Put.of(Bytes.of("m/").plus(Codec.int64().encode(2L)), Bytes.ofHex("ff")));
        assertThatThrownBy(() -> map.get(2L))
                .isInstanceOfSatisfying(
                        UndecodableException.class,
                        e -> assertThat(e.key())
                                .isEqualTo(Bytes.of("m/").plus(Codec.int64().encode(2L))));
        assertThatThrownBy(() -> map.all().stream().toList()).isInstanceOf(UndecodableException.class);
        assertThatThrownBy(() -> published(map.all()).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UndecodableException.class);
        etcd.kv().delete(Bytes.of("m/").plus(Codec.int64().encode(2L)));
        assertThat(published(map.all().withPageSize(1)).join())
                .extracting(MapEntry::value)
                .containsExactly("one");
    }

    private static <K, V> CompletableFuture<List<MapEntry<K, V>>> published(MapScan<K, V> scan) {
        CompletableFuture<List<MapEntry<K, V>>> all = new CompletableFuture<>();
        List<MapEntry<K, V>> entries = new ArrayList<>();
        scan.publisher().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(MapEntry<K, V> entry) {
                entries.add(entry);
            }

            @Override
            public void onError(Throwable failure) {
                all.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                all.complete(entries);
            }
        });
        return all;
    }

    @Test
    void changesAreTold(EtcdClient etcd) throws InterruptedException {
        LinkedBlockingQueue<MapEvent<Long, String>> events = new LinkedBlockingQueue<>();
        TypedMap<Long, String> map = map(etcd);
        try (Watch watch = map.watch(events::add)) {
            long next = watch.started().join();
            map.put(1L, "one");
            map.put(1L, "uno");
            map.remove(1L);
            assertThat(events.take()).isEqualTo(new MapEvent.Stored<>(1L, "one", next, true));
            assertThat(events.take()).isEqualTo(new MapEvent.Stored<>(1L, "uno", next + 1, false));
            assertThat(events.take()).isEqualTo(new MapEvent.Removed<>(1L, next + 2));
            etcd.kv().put("m/short", "");
            assertThat(events.take())
                    .isInstanceOfSatisfying(
                            MapEvent.Undecodable.class,
                            event -> assertThat(event.why().key()).isEqualTo(Bytes.of("m/short")));
            map.put(2L, "two");
            assertThat(events.take()).isInstanceOf(MapEvent.Stored.class);
        }
    }

    @Test
    void badNamesAndIndexesAreRefused(EtcdClient etcd) {
        assertThatThrownBy(() -> Recipes.of(etcd).map("", Codec.text(), Codec.text()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Index.of("a/b", Codec.text(), Object::toString))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map(etcd).withIndex(FIRST).withIndex(FIRST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map(etcd).by(FIRST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map(etcd).select(2L, 1L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map(etcd).withIndex(LENGTH).by(LENGTH).range(1L, 2L, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(map(etcd).update(1L, now -> Optional.empty())).isEmpty();
    }

    @Test
    void whatIsFoundByAnIndexIsFoundThoughItsRevisionIsCompacted(EtcdClient etcd) {
        AtomicInteger decoded = new AtomicInteger();
        Codec<String> compacting = Codec.of(Bytes::of, bytes -> {
            if (decoded.incrementAndGet() == 1) {
                etcd.kv().compact(Compaction.at(etcd.kv().put("other", "1").revision()));
            }
            return bytes.utf8();
        });
        Index<String, String> byFirst = Index.of("first", compacting, text -> text.substring(0, 1));
        TypedMap<Long, String> map =
                Recipes.of(etcd).map("m", Codec.int64(), Codec.text()).withIndex(byFirst);
        map.put(1L, "ann");
        assertThat(map.by(byFirst).find("a")).extracting(MapEntry::value).containsExactly("ann");
        assertThat(decoded).hasValueGreaterThan(1);
    }
}
