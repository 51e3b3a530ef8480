package dev.tercet.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyValueTest {
    private static final List<String> KEYS = List.of("", "k", "kä", "a key that is longer than its value");
    private static final List<String> VALUES =
            List.of("", "v", "vö", "a value that is longer than most of the keys are");

    private static KeyValue apart(String key, String value) {
        return new KeyValue(Bytes.of(key), Bytes.of(value), 2, 7, 3, -5);
    }

    private static KeyValue together(String key, String value) {
        Bytes first = Bytes.of(key);
        return KeyValue.wrap(first.plus(Bytes.of(value)).toArray(), first.length(), 2, 7, 3, -5);
    }

    private static byte[] behind(Bytes bytes) {
        return bytes.read((array, offset, length) -> array);
    }

    @Test
    void saysTheSameHoweverItLies() {
        for (String key : KEYS) {
            for (String value : VALUES) {
                KeyValue together = together(key, value);
                KeyValue apart = apart(key, value);
                for (KeyValue kv : List.of(together, apart)) {
                    assertThat(kv.key()).isEqualTo(Bytes.of(key));
                    assertThat(kv.value()).isEqualTo(Bytes.of(value));
                    assertThat(kv.keyText()).isEqualTo(key);
                    assertThat(kv.valueText()).isEqualTo(value);
                    assertThat(kv.keyText(StandardCharsets.ISO_8859_1))
                            .isEqualTo(Bytes.of(key).text(StandardCharsets.ISO_8859_1));
                    assertThat(kv.valueText(StandardCharsets.ISO_8859_1))
                            .isEqualTo(Bytes.of(value).text(StandardCharsets.ISO_8859_1));
                    assertThat(kv.size())
                            .isEqualTo(Bytes.of(key).length() + Bytes.of(value).length());
                    assertThat(List.of(kv.createRevision(), kv.modRevision(), kv.version(), kv.lease()))
                            .containsExactly(2L, 7L, 3L, -5L);
                }
                assertThat(together).isEqualTo(apart).isEqualTo(together(key, value));
                assertThat(apart).isEqualTo(together).isEqualTo(apart(key, value));
                assertThat(together).hasSameHashCodeAs(apart).hasToString(apart.toString());
            }
        }
    }

    @Test
    void equalsComparesEverything() {
        KeyValue kv = together("ab", "c");
        Bytes key = Bytes.of("ab");
        Bytes value = Bytes.of("c");
        assertThat(kv)
                .isNotEqualTo(together("a", "bc"))
                .isNotEqualTo(apart("a", "bc"))
                .isNotEqualTo(apart("ab", "d"))
                .isNotEqualTo(new KeyValue(key, value, 1, 7, 3, -5))
                .isNotEqualTo(new KeyValue(key, value, 2, 8, 3, -5))
                .isNotEqualTo(new KeyValue(key, value, 2, 7, 4, -5))
                .isNotEqualTo(new KeyValue(key, value, 2, 7, 3, 5))
                .isNotEqualTo("ab")
                .isNotEqualTo(null);
    }

    @Test
    void doesNotCopyWhatItIsGiven() {
        Bytes key = Bytes.of("k");
        Bytes value = Bytes.of("value");
        KeyValue kv = new KeyValue(key, value, 0, 0, 0, 0);
        assertThat(kv.key()).isSameAs(key);
        assertThat(kv.value()).isSameAs(value);
    }

    @Test
    void aPartThatIsKeptKeepsLittleElse() {
        KeyValue smallKey = together("key", "a much longer value");
        assertThat(behind(smallKey.key())).hasSize(3);
        assertThat(behind(smallKey.value())).hasSize(22);
        KeyValue smallValue = together("a much longer key", "v");
        assertThat(behind(smallValue.key())).hasSize(18);
        assertThat(behind(smallValue.value())).hasSize(1);
        assertThat(behind(together("a much longer key", "").value())).isEmpty();
    }

    @Test
    void underAnotherKey() {
        for (KeyValue kv : List.of(together("app/k", "v"), apart("app/k", "v"))) {
            assertThat(kv.withKey(Bytes.of("app/k").from(4))).isEqualTo(apart("k", "v"));
            assertThat(kv.withKey(Bytes.EMPTY)).isEqualTo(apart("", "v"));
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesWhatMakesNoSense() {
        assertThatNullPointerException()
                .isThrownBy(() -> new KeyValue(null, Bytes.EMPTY, 0, 0, 0, 0))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> new KeyValue(Bytes.EMPTY, null, 0, 0, 0, 0))
                .withMessage("value");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> KeyValue.wrap(new byte[2], 3, 0, 0, 0, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> KeyValue.wrap(new byte[2], -1, 0, 0, 0, 0));
    }
}
