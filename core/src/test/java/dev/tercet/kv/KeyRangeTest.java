package dev.tercet.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRangeTest {
    @ParameterizedTest
    @CsvSource({"61,62", "61ff,62", "61ffff,62", "00,01", "00ff,01", "fe,ff", "feff,ff", "fffe,ffff", "ff,00", "ffff,00"
    })
    void aPrefixEndsAfterItsLastByteBelowTheGreatest(String prefix, String end) {
        assertThat(KeyRange.endOfPrefix(Bytes.ofHex(prefix))).isEqualTo(Bytes.ofHex(end));
        assertThat(KeyRange.prefix(Bytes.ofHex(prefix))).isEqualTo(new KeyRange(Bytes.ofHex(prefix), Bytes.ofHex(end)));
    }

    @Test
    void theEmptyPrefixIsEveryKey() {
        assertThat(KeyRange.prefix("")).isSameAs(KeyRange.ALL);
        assertThat(KeyRange.from("")).isSameAs(KeyRange.ALL);
        assertThat(KeyRange.endOfPrefix(Bytes.EMPTY)).isEqualTo(Bytes.ofHex("00"));
        assertThat(KeyRange.ALL.contains(Bytes.ofHex("00"))).isTrue();
        assertThat(KeyRange.ALL.contains(Bytes.ofHex("ffff"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "61,,61,true",
        "61,,6100,false",
        "61,,60,false",
        "61,63,61,true",
        "61,63,62ff,true",
        "61,63,63,false",
        "61,63,60ff,false",
        "61,00,61,true",
        "61,00,ffff,true",
        "61,00,60ff,false",
        "ff,00,ffff,true",
        "ff,00,feff,false",
    })
    void containsWhatEtcdWouldFind(String key, String end, String candidate, boolean inside) {
        KeyRange range = new KeyRange(Bytes.ofHex(key), end == null ? Bytes.EMPTY : Bytes.ofHex(end));

        assertThat(range.contains(Bytes.ofHex(candidate))).isEqualTo(inside);
    }

    @Test
    void toStringSaysWhatIsMeant() {
        assertThat(KeyRange.of("k")).hasToString("\"k\"");
        assertThat(KeyRange.ALL).hasToString("every key");
        assertThat(KeyRange.prefix("/a/")).hasToString("prefix \"/a/\"");
        assertThat(KeyRange.from("k")).hasToString("keys from \"k\"");
        assertThat(KeyRange.prefix(Bytes.ofHex("ff"))).hasToString("keys from \"\\xff\"");
        assertThat(KeyRange.between("a", "c")).hasToString("keys from \"a\" to \"c\"");
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRange.of("")).withMessageContaining("key is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRange.between("b", "a"))
                .withMessage("end \"a\" is not after key \"b\"");
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRange.between("b", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRange.between("b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRange.between("", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRange.between(Bytes.of("b"), Bytes.ofHex("00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyRange(Bytes.of("b"), Bytes.of("a")))
                .withMessageContaining("\"a\"");
    }
}
