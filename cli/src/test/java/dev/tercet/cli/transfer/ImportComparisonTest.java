package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportComparisonTest {
    /** Keys are letters with one digit as their value; the store's revisions are 10 and up. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    # file,   store,    changes
                    -,        -,        -
                    a1,       -,        +a1@0
                    -,        a1,       -a@10
                    a1,       a1,       -
                    a1,       a2,       +a1@10
                    a1 c1,    b1,       +a1@0 +c1@0 -b@10
                    b1,       a1 c1,    +b1@0 -a@10 -c@11
                    a1 b2 d4, a1 b1 c3, +b2@11 +d4@0 -c@12
                    """)
    void findsWhatMakesTheStoreEqualToTheFile(String file, String store, String changes) {
        List<String> found = new ArrayList<>();
        try (Plan plan = new Plan(1 << 20, true)) {
            new ImportComparison(new ImportOptions(), new Types(KeyType.UTF8, ValueType.JSON), count -> {})
                    .compare(file(file), store(store), plan);
            plan.changes().forEachRemaining(each -> {
                Entry entry = each.entry();
                String value = each.isDelete()
                        ? "-" + entry.key().utf8()
                        : "+" + entry.key().utf8() + entry.value().utf8();
                found.add(value + "@" + entry.modRevision());
            });
        }
        assertThat(found).containsExactly(words(changes).toArray(String[]::new));
    }

    private static Iterator<Entry> file(String words) {
        return words(words)
                .map(word -> Entry.of(Bytes.of(word.substring(0, 1)), Bytes.of(word.substring(1))))
                .iterator();
    }

    private static Iterator<KeyValue> store(String words) {
        List<KeyValue> there = new ArrayList<>();
        words(words).forEach(word -> {
            long revision = 10 + there.size();
            Bytes key = Bytes.of(word.substring(0, 1));
            there.add(new KeyValue(key, Bytes.of(word.substring(1)), revision, revision, 1, 0));
        });
        return there.iterator();
    }

    private static Stream<String> words(String words) {
        return words == null ? Stream.of() : Arrays.stream(words.split(" "));
    }
}
