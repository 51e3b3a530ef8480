package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that Python's own {@code json} and {@code csv} made, called as the tools before did. A {@code .store} has a key and its value in
 * Base64 on each line, by key. Of these, in their folder, Python 3.11 makes the others with
 *
 * <pre>{@code
 * import base64, csv, json
 * def b64(b): return base64.b64encode(b).decode()
 * for v, value in ('json', json.loads), ('utf8', bytes.decode), ('binary', b64):
 *     store = [[base64.b64decode(x) for x in line.split(' ')] for line in open(v + '.store')]
 *     for k, key in ('utf8', bytes.decode), ('binary', b64):
 *         pairs = [(key(a), value(b)) for a, b in store]
 *         with open(f'{k}-{v}.json', 'w', encoding='utf-8') as to:
 *             json.dump(dict(pairs), to, sort_keys=True, indent=4, separators=(',', ': '), ensure_ascii=False)
 *         with open(f'{k}-{v}.csv', 'w', encoding='utf-8', newline='') as to:
 *             for a, b in pairs:
 *                 if v != 'utf8': b = json.dumps(b, separators=(',', ':'), ensure_ascii=False)
 *                 csv.writer(to).writerow([a, b])
 * }</pre>
 */
class PythonFilesTest {
    static Stream<Arguments> all() {
        return Stream.of(FileFormat.JSON, FileFormat.CSV)
                .flatMap(format -> Stream.of(KeyType.values())
                        .flatMap(keys ->
                                Stream.of(ValueType.values()).map(values -> Arguments.of(format, keys, values))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void areWrittenByteForByte(FileFormat format, KeyType keys, ValueType values) {
        assertThat(EntryText.write(format, keys, values, store(values))).isEqualTo(text(file(format, keys, values)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void areReadAsWhatTheyWereMadeOf(FileFormat format, KeyType keys, ValueType values) {
        List<Entry> read = EntryText.read(format, keys, values, text(file(format, keys, values)));
        // Base64 sorts otherwise.
        read.sort(Comparator.comparing(Entry::key));
        List<Entry> store = store(values);
        assertThat(read).hasSameSizeAs(store);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).key()).isEqualTo(store.get(i).key());
            assertThat(JsonMeaning.of(values, read.get(i).value()))
                    .isEqualTo(JsonMeaning.of(values, store.get(i).value()));
        }
    }

    private static List<Entry> store(ValueType values) {
        List<Entry> entries = new ArrayList<>();
        text(values + ".store").lines().forEach(line -> {
            String[] both = line.split(" ", -1);
            entries.add(Entry.of(bytes(both[0]), bytes(both[1])));
        });
        assertThat(entries).hasSizeGreaterThan(10);
        return entries;
    }

    private static Bytes bytes(String base64) {
        return Bytes.wrap(Base64.getDecoder().decode(base64));
    }

    private static String file(FileFormat format, KeyType keys, ValueType values) {
        return keys + "-" + values + "." + format;
    }

    private static String text(String name) {
        try (InputStream in = PythonFilesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
