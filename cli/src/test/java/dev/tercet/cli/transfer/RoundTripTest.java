package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read back, whatever it is. */
class RoundTripTest {
    private static final int ROUNDS = 150;
    private static final String SPECIAL = " \t\r\n\f\b\"'\\,:=#!-?{}[]&*|>%@`~\u0000\u007f\u0085\u2028\ufeff\uffff";

    private final long seed = Long.getLong("tercet.seed", 20_261_121);
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource(FileFormat.class)
    void everyPairOfTypesKeepsItsEntries(FileFormat format) {
        for (KeyType keys : KeyType.values()) {
            for (ValueType values : ValueType.values()) {
                for (int round = 0; round < ROUNDS; round++) {
                    List<Entry> entries = entries(format, keys, values);
                    String text = EntryText.write(format, keys, values, entries);
                    List<Entry> read = EntryText.read(format, keys, values, text);
                    // Base64 sorts otherwise.
                    read.sort(Comparator.comparing(Entry::key));
                    String told = "seed %d: %s of %s and %s%n%s".formatted(seed, format, keys, values, text);
                    assertSame(told, format == FileFormat.NDJSON ? ValueType.BINARY : values, read, entries);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FileFormat.class)
    void aFirstKeyMayBeginLikeAnythingThatFilesBeginWith(FileFormat format) {
        for (String first : List.of(
                "\ufeff", "\ufeff\ufeffa", "\ufeff\"", "#", "!", "-", "- a", "?", "? a", "\"", "'", "---", "%")) {
            List<Entry> entries =
                    List.of(Entry.of(Bytes.of(first), Bytes.of("1")), Entry.of(Bytes.of("\uffffb"), Bytes.of("2")));
            String text = EntryText.write(format, KeyType.UTF8, ValueType.UTF8, entries);
            assertThat(EntryText.read(format, KeyType.UTF8, ValueType.UTF8, text))
                    .as(text)
                    .isEqualTo(entries);
        }
    }

    private static void assertSame(String told, ValueType values, List<Entry> read, List<Entry> written) {
        assertThat(read).as(told).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            Entry one = read.get(i);
            Entry other = written.get(i);
            assertThat(one.key()).as(told).isEqualTo(other.key());
            assertThat(JsonMeaning.of(values, one.value())).as(told).isEqualTo(JsonMeaning.of(values, other.value()));
            assertThat(one.lease()).as(told).isEqualTo(other.lease());
            assertThat(one.remaining()).as(told).isEqualTo(other.remaining());
            assertThat(one.modRevision()).as(told).isEqualTo(other.modRevision());
        }
    }

    private List<Entry> entries(FileFormat format, KeyType keys, ValueType values) {
        boolean all = format == FileFormat.NDJSON;
        Map<Bytes, Entry> entries = new TreeMap<>(Comparator.naturalOrder());
        for (int i = random.nextInt(6); i > 0; i--) {
            Bytes key = keys == KeyType.BINARY || all ? bytes(1) : Bytes.of(textKey());
            Bytes value = switch (all ? ValueType.BINARY : values) {
                case JSON -> random.nextInt(8) == 0 ? Bytes.EMPTY : Bytes.of(json(3));
                case BINARY -> bytes(0);
                case UTF8 -> Bytes.of(text());
            };
            entries.put(
                    key,
                    all
                            ? new Entry(
                                    key, value, 2, 1 + random.nextInt(9), 3, random.nextLong(), Duration.ofSeconds(9))
                            : Entry.of(key, value));
        }
        return new ArrayList<>(entries.values());
    }

    private String textKey() {
        String key = text();
        return key.isEmpty() ? "k" : key;
    }

    private Bytes bytes(int least) {
        byte[] bytes = new byte[least + random.nextInt(12)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** Letters, what formats have a meaning for, and everything from NUL to beyond U+FFFF. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            int kind = random.nextInt(5);
            if (kind == 0) {
                text.append((char) ('a' + random.nextInt(26)));
            } else if (kind == 1) {
                text.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
            } else if (kind == 2) {
                text.append(random.nextInt(100));
            } else if (kind == 3) {
                text.appendCodePoint(0x10000 + random.nextInt(0x100000));
            } else {
                text.append((char) (0x80 + random.nextInt(0xd000)));
            }
        }
        return text.toString();
    }

    private String json(int depth) {
        switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0:
                return List.of("null", "true", "false", "NaN", "Infinity", "-Infinity", "\"\"", "\"\\ud800\"")
                        .get(random.nextInt(8));
            case 1:
                return number();
            case 2, 3:
                return JsonText.compact(text(), JsonNumber::text);
            case 4:
                return " " + JsonText.compact(text(), JsonNumber::text) + "\n";
            case 5, 6:
                StringBuilder object = new StringBuilder("{");
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.append(JsonText.compact(text(), JsonNumber::text));
                    object.append(" :\t").append(json(depth - 1)).append(i == 1 ? "" : ", ");
                }
                return object + "}";
            default:
                StringBuilder list = new StringBuilder("[");
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.append(json(depth - 1)).append(i == 1 ? "" : ",");
                }
                return list + "]";
        }
    }

    private String number() {
        return switch (random.nextInt(8)) {
            case 0 -> String.valueOf(random.nextInt());
            case 1 -> random.nextLong() + "" + Math.abs(random.nextLong()) + "0000000000";
            case 2 -> String.valueOf(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
            case 3 -> random.nextInt(100) + "." + random.nextInt(1000) + "e" + (random.nextInt(60) - 30);
            case 4 -> "-0";
            case 5 -> random.nextInt(9) + "." + Math.abs(random.nextLong()) + Math.abs(random.nextLong());
            case 6 -> "-1." + random.nextInt(100) + (random.nextBoolean() ? "E400" : "e-0400");
            default -> "2.50";
        };
    }
}
