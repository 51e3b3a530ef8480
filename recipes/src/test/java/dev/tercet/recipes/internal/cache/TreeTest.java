package dev.tercet.recipes.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {
    @Test
    void isEmptyAtFirst() {
        assertThat(Tree.EMPTY.get(Bytes.of("k"))).isNull();
        assertThat(Tree.EMPTY.iterator(KeyRange.ALL)).isExhausted();
        assertThat(Tree.EMPTY.without(Bytes.of("k"))).isSameAs(Tree.EMPTY);
    }

    @Test
    void countsWhatItHolds() {
        KeyValue kv = kv(Bytes.of("key"), 1);
        Tree one = Tree.EMPTY.with(kv);
        assertThat(one.size()).isEqualTo(1);
        assertThat(one.bytes()).isEqualTo(Tree.weight(kv));
        assertThat(one.with(kv(Bytes.of("key"), 1)).bytes()).isEqualTo(one.bytes());
        assertThat(one.without(Bytes.of("key"))).isEqualTo(Tree.EMPTY);
    }

    @Test
    void keepsKeysApartThatDifferInLengthAlone() {
        Bytes zero = Bytes.wrap(new byte[1]);
        Tree tree = Tree.EMPTY;
        Bytes key = Bytes.of("a");
        for (int i = 0; i < 300; i++) {
            tree = tree.with(kv(key, i + 1));
            key = key.plus(zero);
        }
        assertThat(tree.size()).isEqualTo(300);
        key = Bytes.of("a");
        for (int i = 0; i < 300; i++) {
            assertThat(tree.get(key))
                    .isNotNull()
                    .extracting(KeyValue::modRevision)
                    .isEqualTo(i + 1L);
            key = key.plus(zero);
        }
        assertThat(tree.get(key)).isNull();
    }

    @Test
    void manyKeysInOrderFillTheirNodes() {
        Tree tree = Tree.EMPTY;
        for (int i = 0; i < 10_000; i++) {
            tree = tree.with(kv(Bytes.of(String.format("node/%06d", i)), i + 1));
        }
        assertThat(tree.root())
                .isInstanceOfSatisfying(
                        Branch.class, root -> assertThat(root.slots()).isLessThan(5));
    }

    /** Nodes whose keys stay the same have in common what they search by, which must not be what was there before. */
    @Test
    void keepsNothingOfWhatWasOverwritten() {
        List<WeakReference<Bytes>> before = new ArrayList<>();
        Tree after = overwritten(before);
        await().until(() -> {
            System.gc();
            return before.stream().allMatch(key -> key.get() == null);
        });
        assertThat(after.size()).isEqualTo(1_000);
    }

    private static Tree overwritten(List<WeakReference<Bytes>> before) {
        Tree tree = Tree.EMPTY;
        for (int i = 0; i < 1_000; i++) {
            Bytes key = Bytes.of("key/" + (1_000 + i));
            tree = tree.with(kv(key, 1));
            before.add(new WeakReference<>(key));
        }
        for (int i = 0; i < 1_000; i++) {
            tree = tree.with(kv(Bytes.of("key/" + (1_000 + i)), 2));
        }
        return tree;
    }

    /** Random changes beside a {@code TreeMap}, for keys that look alike in all the ways that keys do. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isWhatASortedMapIs(long seed) {
        Random random = new Random(seed);
        Function<Random, Bytes> keys = keys(seed);
        NavigableMap<Bytes, KeyValue> expected = new TreeMap<>();
        Tree tree = Tree.EMPTY;
        Tree kept = tree;
        List<KeyValue> keptEntries = List.of();
        for (int step = 1; step <= 20_000; step++) {
            Bytes key = keys.apply(random);
            // First it grows, then it shrinks.
            if (random.nextInt(10) < (step < 12_000 ? 7 : 2)) {
                KeyValue kv = kv(key, step);
                tree = tree.with(kv);
                expected.put(key, kv);
            } else {
                Bytes victim =
                        random.nextBoolean() || expected.ceilingKey(key) == null ? key : expected.ceilingKey(key);
                tree = tree.without(victim);
                expected.remove(victim);
            }
            assertThat(tree.get(key)).isSameAs(expected.get(key));
            if (step % 500 == 0) {
                check(tree, expected, keys, random);
                assertThat(all(kept, KeyRange.ALL)).isEqualTo(keptEntries);
                kept = tree;
                keptEntries = List.copyOf(expected.values());
                assertThat(all(Tree.of(keptEntries), KeyRange.ALL)).isEqualTo(keptEntries);
            }
        }
        for (Bytes key : List.copyOf(expected.keySet())) {
            tree = tree.without(key);
        }
        assertThat(tree).isEqualTo(Tree.EMPTY);
    }

    private static void check(
            Tree tree, NavigableMap<Bytes, KeyValue> expected, Function<Random, Bytes> keys, Random random) {
        assertThat(tree.size()).isEqualTo(expected.size());
        assertThat(tree.bytes())
                .isEqualTo(expected.values().stream().mapToLong(Tree::weight).sum());
        assertThat(all(tree, KeyRange.ALL)).isEqualTo(List.copyOf(expected.values()));
        expected.forEach((key, kv) -> assertThat(tree.get(key)).isSameAs(kv));
        Bytes from = keys.apply(random);
        assertThat(all(tree, KeyRange.from(from)))
                .isEqualTo(List.copyOf(expected.tailMap(from, true).values()));
        assertThat(all(tree, KeyRange.of(from)))
                .isEqualTo(expected.containsKey(from) ? List.of(expected.get(from)) : List.of());
        Bytes to = keys.apply(random);
        if (from.compareTo(to) < 0) {
            assertThat(all(tree, KeyRange.between(from, to)))
                    .isEqualTo(
                            List.copyOf(expected.subMap(from, true, to, false).values()));
        }
    }

    private static Function<Random, Bytes> keys(long seed) {
        return switch ((int) (seed % 4)) {
            case 0 -> random -> Bytes.of("services/node-" + random.nextInt(3000));
            case 1 ->
                random ->
                        Bytes.of(String.format("%s/a-long-way-in-common/%08d", random.nextInt(3), random.nextInt(900)));
            case 2 -> TreeTest::anyBytes;
            default -> random -> Bytes.of("x".repeat(1 + random.nextInt(40)) + random.nextInt(50));
        };
    }

    private static Bytes anyBytes(Random random) {
        byte[] some = new byte[1 + random.nextInt(12)];
        for (int i = 0; i < some.length; i++) {
            some[i] = (byte) (random.nextInt(4) - 2);
        }
        return Bytes.wrap(some);
    }

    private static List<KeyValue> all(Tree tree, KeyRange range) {
        List<KeyValue> all = new ArrayList<>();
        tree.iterator(range).forEachRemaining(all::add);
        return all;
    }

    private static KeyValue kv(Bytes key, long revision) {
        return new KeyValue(key, Bytes.of("v"), revision, revision, 1, 0);
    }
}
