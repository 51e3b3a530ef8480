package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SorterTest {
    /** From every entry in a piece of its own to none in the file. */
    @ParameterizedTest
    @ValueSource(longs = {0, 500, 5_000, 50_000, Long.MAX_VALUE})
    void sortsLikeASortInMemory(long room) {
        long seed = 20_261_121;
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(entry(random));
        }
        List<Entry> expected = new ArrayList<>(entries);
        expected.sort(Comparator.comparing(Entry::key));
        try (Sorter sorter = new Sorter(room)) {
            entries.forEach(sorter::add);
            assertThat(all(sorter.sorted())).as("seed %d", seed).isEqualTo(expected);
            assertThat(all(sorter.sorted())).as("read again").isEqualTo(expected);
            assertThat(sorter.span().orElseThrow())
                    .isEqualTo(KeyRange.between(
                            expected.get(0).key(), expected.get(499).key().next()));
        }
    }

    @Test
    void nothingIsNothing() {
        try (Sorter sorter = new Sorter(0)) {
            assertThat(sorter.sorted()).isExhausted();
            assertThat(sorter.span()).isEmpty();
        }
    }

    @Test
    void ofTheSameKeyTheLastIsLeft() {
        List<Entry> dropped = new ArrayList<>();
        try (Sorter sorter = new Sorter(0)) {
            sorter.add(entry("b", "1"));
            sorter.add(entry("a", "2"));
            sorter.add(entry("b", "3"));
            sorter.add(entry("b", "4"));
            assertThat(all(new LastOfEach(sorter.sorted(), dropped::add)))
                    .containsExactly(entry("a", "2"), entry("b", "4"));
        }
        assertThat(dropped).containsExactly(entry("b", "1"), entry("b", "3"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, Long.MAX_VALUE})
    void aSpoolKeepsTheOrder(long room) {
        Random random = new Random(7);
        List<Entry> entries = new ArrayList<>();
        try (Spool spool = new Spool(room)) {
            for (int i = 0; i < 100; i++) {
                entries.add(entry(random));
                spool.add(entries.get(i));
            }
            assertThat(spool).containsExactlyElementsOf(entries);
            assertThat(spool).as("read again").containsExactlyElementsOf(entries);
            assertThat(spool.count()).isEqualTo(100);
        }
    }

    private static Entry entry(Random random) {
        byte[] key = new byte[1 + random.nextInt(2)];
        byte[] value = new byte[random.nextInt(100)];
        random.nextBytes(key);
        random.nextBytes(value);
        Duration remaining = random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(100));
        return new Entry(Bytes.wrap(key), Bytes.wrap(value), 0, random.nextLong(), 0, random.nextLong(), remaining);
    }

    private static Entry entry(String key, String value) {
        return Entry.of(Bytes.of(key), Bytes.of(value));
    }

    private static List<Entry> all(Iterator<Entry> entries) {
        List<Entry> all = new ArrayList<>();
        entries.forEachRemaining(all::add);
        return all;
    }
}
