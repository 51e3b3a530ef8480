package dev.tercet.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scans of large ranges of keys of many kinds, with a server that counts as etcd does. */
class PageEndTest {
    private static final int KEYS = 200_000;
    private static final long SEED = 20_231;

    static Stream<Arguments> kinds() {
        Random random = new Random(SEED);
        return Stream.of(
                kind("decimal", i -> String.format(Locale.ROOT, "k/%07d", i)),
                kind("decimal, not filled up", i -> "k/" + i),
                kind("hexadecimal", i -> String.format(Locale.ROOT, "k/%08x", i * 3)),
                kind("random", i -> "k/" + new UUID(random.nextLong(), random.nextLong())),
                kind("paths", i -> String.format(Locale.ROOT, "k/%d/pods/%d/%x", i % 7, i % 311, i)),
                kind("one long and many short", i -> "k/" + "x".repeat(i % 2 * 40) + i),
                kind("bytes", i -> "k/" + (char) random.nextInt(0x10000) + (char) random.nextInt(0x10000)),
                kind("with gaps", i -> String.format(Locale.ROOT, "k/%015d", i / 9000 * 1_000_000_000_000L + i)));
    }

    private static Arguments kind(String name, IntFunction<String> key) {
        return Arguments.of(name, key);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void noKeyIsCountedOften(String name, IntFunction<String> key) {
        Store store = new Store();
        store.keys.add(Bytes.of("j"));
        for (int i = 0; i < KEYS; i++) {
            store.keys.add(Bytes.of(key.apply(i)));
        }
        store.keys.add(Bytes.of("l"));
        for (KeyRange range : List.of(KeyRange.prefix("k/"), KeyRange.ALL)) {
            store.counted = 0;
            store.reads = 0;
            List<Bytes> scanned = store.scan(Get.of(range));

            assertThat(scanned).as("seed %s", SEED).isEqualTo(store.in(range));
            assertThat((double) store.counted / scanned.size())
                    .as("counts of a key; seed %s", SEED)
                    .isLessThan(7);
            assertThat(store.reads).as("seed %s", SEED).isLessThan(KEYS / 10_000 * 8);
        }
    }

    @Test
    void aLimitEndsItAsBefore() {
        Store store = new Store();
        for (int i = 0; i < KEYS; i++) {
            store.keys.add(Bytes.of("k/" + i));
        }
        assertThat(store.scan(Get.prefix("k/").limit(54_321)))
                .isEqualTo(store.keys.stream().limit(54_321).toList());
    }

    @Test
    void nothingIsGuessedOfNothing() {
        PageEnd ends = new PageEnd();
        assertThat(ends.after(Bytes.of("k"), 100)).isNull();
        ends.read(List.of(), Bytes.of("k"));
        assertThat(ends.after(Bytes.of("k"), 100)).isNull();
        ends.read(List.of(kv("k")), Bytes.of("k").next());
        assertThat(ends.after(Bytes.of("k").next(), 100)).isNull();
    }

    @Test
    void keysThatCountInDecimalsAreGuessedToTheDigit() {
        PageEnd ends = new PageEnd();
        List<KeyValue> page = new ArrayList<>();
        for (int i = 950; i < 1050; i++) {
            page.add(kv(String.format(Locale.ROOT, "k/%06d", i)));
        }
        ends.read(page, Bytes.of("k/001050"));
        assertThat(ends.after(Bytes.of("k/001050"), 9000)).isEqualTo(Bytes.of("k/01005"));
    }

    @Test
    void whereThereIsNothingItReachesFartherAndThenToTheEnd() {
        PageEnd ends = new PageEnd();
        ends.read(List.of(kv("k/000"), kv("k/199")), Bytes.of("k/2"));
        List<Bytes> guesses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            guesses.add(ends.after(Bytes.of("k/2"), 1));
            ends.read(List.of(), Bytes.of("k/2"));
        }
        assertThat(guesses.get(0)).isEqualTo(Bytes.of("k/3"));
        assertThat(guesses.subList(1, 5)).containsOnlyNulls();
    }

    @Test
    void keysThatComeOnePerGuessAreNotReadOneByOne() {
        Store store = new Store();
        List<KeyValue> dense = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            dense.add(kv(String.format(Locale.ROOT, "k/%012d", i)));
        }
        for (int i = 0; i < 1_000; i++) {
            store.keys.add(Bytes.of(String.format(Locale.ROOT, "k/%012d", 10_000 + i * 8_750)));
        }
        PageEnd ends = new PageEnd();
        Bytes from = Bytes.of("k/000000010000");
        ends.read(dense, from);
        List<Bytes> scanned = new ArrayList<>();
        while (scanned.size() < store.keys.size()) {
            Bytes guess = ends.after(from, 8_750);
            Bytes end = guess == null ? Bytes.of("l") : guess;
            GetResult page = store.read(Get.of(KeyRange.between(from, end)).limit(10_000));
            page.kvs().forEach(kv -> scanned.add(kv.key()));
            assertThat(page.more()).isFalse();
            ends.read(page.kvs(), end);
            from = end;
        }

        assertThat(scanned).isEqualTo(List.copyOf(store.keys));
        assertThat(store.reads).isLessThan(10);
    }

    @Test
    void oneKeyThatIsAllThatWasAskedForIsNoGap() {
        PageEnd ends = new PageEnd();
        List<KeyValue> page = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            page.add(kv(String.format(Locale.ROOT, "k/%03d", i)));
        }
        ends.read(page, Bytes.of("k/020"));
        ends.read(List.of(kv("k/020")), Bytes.of("k/020").next());

        assertThat(ends.after(Bytes.of("k/021"), 1)).isEqualTo(Bytes.of("k/022"));
    }

    private static KeyValue kv(String key) {
        return kv(Bytes.of(key));
    }

    private static KeyValue kv(Bytes key) {
        return new KeyValue(key, Bytes.EMPTY, 1, 1, 1, 0);
    }

    private static final class Store {
        private final NavigableSet<Bytes> keys = new TreeSet<>();
        private long counted;
        private int reads;

        private NavigableSet<Bytes> in(Bytes from, KeyRange range) {
            return range.isUnbounded() ? keys.tailSet(from, true) : keys.subSet(from, true, range.end(), false);
        }

        List<Bytes> in(KeyRange range) {
            return List.copyOf(in(range.key(), range));
        }

        List<Bytes> scan(Get get) {
            ScanMachine machine = new ScanMachine(get, 0);
            List<Bytes> scanned = new ArrayList<>();
            for (Get next = machine.next(); next != null; next = machine.next()) {
                machine.read(read(next)).forEach(kv -> scanned.add(kv.key()));
            }
            return scanned;
        }

        private GetResult read(Get get) {
            reads++;
            NavigableSet<Bytes> found = in(get.range().key(), get.range());
            int count = found.size();
            counted += count;
            List<KeyValue> kvs =
                    found.stream().limit(get.maxKeys()).map(PageEndTest::kv).toList();
            return new GetResult(new Header(1, 1, 42, 1), kvs, kvs.size() < count, count);
        }
    }
}
