package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void plainTextIsShownAsItIs() {
        assertThat(Shown.key(Bytes.of("/über/x"), false)).isEqualTo("/über/x");
        assertThat(Shown.value(Bytes.of("{\"a\": 1}"), false, false)).isEqualTo("{\"a\": 1}");
    }

    @Test
    void whatIsNotIsQuoted() {
        assertThat(Shown.key(Bytes.of("a\nb"), false)).isEqualTo("\"a\\nb\"");
        assertThat(Shown.value(Bytes.of("\u001b[2J"), false, true)).isEqualTo("\"\\x1b[2J\"");
        assertThat(Shown.value(Bytes.of("\u202egpj.exe"), false, true)).isEqualTo("\"\\u202egpj.exe\"");
        assertThat(Shown.value(Bytes.ofHex("ff00"), false, true)).isEqualTo("\"\\xff\\x00\"");
        assertThat(Shown.value(Bytes.EMPTY, false, false)).isEqualTo("\"\"");
        assertThat(Shown.key(Bytes.of("k"), true)).isEqualTo("\\x6b");
    }

    @Test
    void longValuesAreCutBetweenCharacters() {
        Bytes value = Bytes.of("a" + "ü".repeat(150));
        assertThat(Shown.value(value, false, false)).isEqualTo("a" + "ü".repeat(99) + "… (301 bytes)");
        assertThat(Shown.value(value, false, true)).isEqualTo("a" + "ü".repeat(150));
    }
}
