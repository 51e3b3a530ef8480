package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.recipes.error.UndecodableException;
import dev.tercet.recipes.error.UniqueIndexException;
import dev.tercet.recipes.map.Codec;
import dev.tercet.recipes.map.Index;
import dev.tercet.recipes.map.IndexReport;
import dev.tercet.recipes.map.MapEntry;
import dev.tercet.recipes.map.MapEvent;
import dev.tercet.recipes.map.Pair;
import dev.tercet.recipes.map.TypedMap;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.watch.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Maps of one's own types. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record MapRecipeTest(ContractTarget target) implements RecipeContract {
    private static final Index<String, String> FIRST =
            Index.of("first", Codec.text(), value -> value.isEmpty() ? null : value.substring(0, 1));
    private static final Index<String, String> WHOLE = Index.unique("whole", Codec.text(), value -> value);

    @SuppressWarnings("unchecked")
    private <K> TypedMap<K, String> map(String name, Codec<K> keys) {
        return form(TypedMap.class, recipes().map(name, keys, Codec.text().compressed()));
    }

    @Test
    void itIsAMap() {
        TypedMap<Long, String> map = map(fresh(), Codec.int64());
        assertThat(map.get(1L)).isEmpty();
        assertThat(map.putIfAbsent(1L, "one")).isEmpty();
        assertThat(map.putIfAbsent(1L, "uno")).contains("one");
        assertThat(map.containsKey(1L)).isTrue();
        assertThat(map.containsKey(2L)).isFalse();
        assertThat(map.replace(1L, "uno", "eins")).isFalse();
        assertThat(map.replace(1L, "one", "eins")).isTrue();
        assertThat(map.update(1L, now -> now.map(value -> value + "!"))).contains("eins!");
        map.put(2L, "two");
        assertThat(map.count()).isEqualTo(2);
        assertThat(map.remove(1L)).contains("eins!");
        assertThat(map.remove(1L)).isEmpty();
        assertThat(map.update(2L, now -> Optional.empty())).isEmpty();
        map.put(3L, "three");
        assertThat(map.clear()).isEqualTo(1);
        assertThat(map.count()).isZero();
    }

    @Test
    void rangesAreInTheOrderOfTheKeys() {
        String name = fresh();
        TypedMap<Pair<String, Long>, String> map = map(name, Codec.pair(Codec.text(), Codec.int64()));
        for (String first : List.of("a", "a\0", "b")) {
            for (long second : List.of(-1L, 0L, 1L)) {
                map.put(Pair.of(first, second), first + second);
            }
        }
        etcd().kv().put(name + "0", "not in the map");
        assertThat(map.all().withPageSize(2))
                .extracting(MapEntry::value)
                .containsExactly("a-1", "a0", "a1", "a\0-1", "a\0" + "0", "a\0" + "1", "b-1", "b0", "b1");
        assertThat(map.select(Pair.of("a", 0L), Pair.of("a\0", 0L)).stream().map(MapEntry::key))
                .containsExactly(Pair.of("a", 0L), Pair.of("a", 1L), Pair.of("a\0", -1L));
        assertThat(map.selectFrom(Pair.of("b", 0L))).extracting(MapEntry::value).containsExactly("b0", "b1");
        TypedMap<String, String> texts = map(fresh(), Codec.text());
        List.of("ab", "abc", "b").forEach(key -> texts.put(key, key));
        assertThat(texts.selectPrefix("ab")).extracting(MapEntry::key).containsExactly("ab", "abc");
    }

    @Test
    void indexesChangeWithTheEntries() {
        String name = fresh();
        TypedMap<Long, String> map = map(name, Codec.int64()).withIndex(FIRST).withIndex(WHOLE);
        map.put(1L, "ann");
        map.put(2L, "abe");
        map.put(3L, "bob");
        assertThat(map.by(FIRST).find("a")).extracting(MapEntry::key).containsExactly(1L, 2L);
        assertThat(map.by(FIRST).range("a", "c", 2)).extracting(MapEntry::value).containsExactly("ann", "abe");
        assertThat(map.by(WHOLE).find("bob")).extracting(MapEntry::key).containsExactly(3L);
        assertThatThrownBy(() -> map.put(4L, "bob")).isInstanceOf(UniqueIndexException.class);
        map.put(1L, "cid");
        assertThat(map.by(FIRST).find("a")).extracting(MapEntry::key).containsExactly(2L);
        assertThat(map.by(WHOLE).find("ann")).isEmpty();
        map.put(1L, "");
        assertThat(map.by(FIRST).verify()).isEqualTo(new IndexReport(3, 0, 0));
        map.remove(2L);
        assertThat(map.by(FIRST).find("a")).isEmpty();
        map.clear();
        assertThat(etcd().kv().get(Get.prefix(name)).kvs()).isEmpty();
    }

    @Test
    void anIndexIsRebuiltOverWhatIsThere() {
        TypedMap<Long, String> bare = map(fresh(), Codec.int64());
        for (long i = 0; i < 120; i++) {
            bare.put(i, "v" + i);
        }
        TypedMap<Long, String> map = bare.withIndex(WHOLE);
        assertThat(map.by(WHOLE).rebuild()).isEqualTo(new IndexReport(120, 120, 0));
        bare.put(5L, "other");
        bare.remove(6L);
        assertThat(map.by(WHOLE).verify()).isEqualTo(new IndexReport(119, 1, 2));
        map.by(WHOLE).rebuild();
        assertThat(map.by(WHOLE).verify().isSound()).isTrue();
        assertThat(map.by(WHOLE).range("v", "w", 1000)).hasSize(118);
    }

    @Test
    void severalMapsInOneTransaction() {
        String name = fresh();
        TypedMap<Long, String> from =
                recipes().map(name + "-from", Codec.int64(), Codec.text()).withIndex(FIRST);
        TypedMap<Long, String> to =
                recipes().map(name + "-to", Codec.int64(), Codec.text()).withIndex(FIRST);
        for (long i = 0; i < 5; i++) {
            from.put(i, "v" + i);
        }
        List<CompletableFuture<Optional<String>>> moves = new ArrayList<>();
        for (long i = 0; i < 10; i++) {
            long key = i % 5;
            moves.add(recipes().stm().runAsync(tx -> {
                Optional<String> moved = from.in(tx).remove(key);
                moved.ifPresent(value -> to.in(tx).put(key, value));
                return moved;
            }));
        }
        assertThat(moves.stream().map(CompletableFuture::join).flatMap(Optional::stream))
                .containsExactlyInAnyOrder("v0", "v1", "v2", "v3", "v4");
        assertThat(from.count()).isZero();
        assertThat(from.by(FIRST).find("v")).isEmpty();
        assertThat(to.by(FIRST).find("v")).hasSize(5);
    }

    @Test
    void changesAreToldAndWhatIsNoEntryIsNamed() throws InterruptedException {
        String name = fresh();
        TypedMap<Long, String> map = map(name, Codec.int64());
        LinkedBlockingQueue<MapEvent<Long, String>> events = new LinkedBlockingQueue<>();
        try (Watch watch = map.watch(events::add)) {
            watch.started().join();
            map.put(1L, "one");
            map.remove(1L);
            etcd().kv().put(name + "/x", "y");
            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            MapEvent.Stored.class,
                            stored -> assertThat(stored.value()).isEqualTo("one"));
            assertThat(events.poll(10, TimeUnit.SECONDS)).isInstanceOf(MapEvent.Removed.class);
            assertThat(events.poll(10, TimeUnit.SECONDS)).isInstanceOf(MapEvent.Undecodable.class);
        }
        assertThatThrownBy(() -> map.all().stream().toList())
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.key()).isEqualTo(Bytes.of(name + "/x")));
    }
}
