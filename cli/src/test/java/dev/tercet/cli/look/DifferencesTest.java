package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {
    /** Keys and values are single characters: {@code a1 b2}. */
    @ParameterizedTest
    @CsvSource({
        "'', '', '', 0",
        "a1, a1, '', 1",
        "a1, '', -a, 0",
        "'', a1, +a, 0",
        "a1, a2, ~a, 0",
        "a1 b1 c1, b1 d1, -a -c +d, 1",
        "b1, a1 b2 c1, +a ~b +c, 0",
        "a1 c1, b1 c1, -a +b, 1",
    })
    void areWhatOneSideHasAndTheOtherHasNot(String left, String right, String expected, long equal) {
        Differences differences = of(entries("", left), 0, entries("", right), 0);
        assertThat(shown(differences)).isEqualTo(expected);
        assertThat(differences.equal()).isEqualTo(equal);
    }

    @Test
    void whatKeysBeginWithDoesNotCount() {
        Differences differences = of(entries("p/", "a1 b1"), 2, entries("other/", "a1 c1"), 6);
        assertThat(shown(differences)).isEqualTo("-p/b +other/c");
    }

    @Test
    void areThoseOfTwoMaps() {
        long seed = 20_240_817;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Map<Bytes, Bytes> left = random(random);
            Map<Bytes, Bytes> right = random(random);
            Differences differences = of(entries(left), 0, entries(right), 0);
            Map<Bytes, Bytes> patched = new TreeMap<>(left);
            differences.forEachRemaining(each -> {
                if (each.right() == null) {
                    patched.remove(each.key());
                } else {
                    patched.put(each.key(), each.right().value());
                }
            });
            assertThat(patched).as("seed %d, round %d", seed, round).isEqualTo(right);
        }
    }

    private static Map<Bytes, Bytes> random(Random random) {
        Map<Bytes, Bytes> entries = new TreeMap<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            byte[] key = new byte[1 + random.nextInt(2)];
            random.nextBytes(key);
            key[0] &= 3;
            entries.put(Bytes.wrap(key), Bytes.of(String.valueOf(random.nextInt(2))));
        }
        return entries;
    }

    private static Differences of(List<KeyValue> left, int leftPrefix, List<KeyValue> right, int rightPrefix) {
        return new Differences(left.iterator(), leftPrefix, right.iterator(), rightPrefix, Bytes::equals);
    }

    private static List<KeyValue> entries(Map<Bytes, Bytes> all) {
        List<KeyValue> entries = new ArrayList<>();
        all.forEach((key, value) -> entries.add(new KeyValue(key, value, 1, 1, 1, 0)));
        return entries;
    }

    private static List<KeyValue> entries(String prefix, String text) {
        return Arrays.stream(text.split(" "))
                .filter(each -> !each.isEmpty())
                .map(each -> new KeyValue(Bytes.of(prefix + each.charAt(0)), Bytes.of(each.substring(1)), 1, 1, 1, 0))
                .toList();
    }

    private static String shown(Differences differences) {
        List<String> all = new ArrayList<>();
        differences.forEachRemaining(
                each -> all.add(each.kind().sign() + each.key().utf8()));
        return String.join(" ", all);
    }
}
