package dev.tercet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "grün", "\ufffd", "a\ufffdb", "\ud83d\ude00", "\u0000"})
    void textIsText(String text) {
        assertThat(Utf8.text(Bytes.of(text))).isEqualTo(text);
        assertThat(Utf8.isText(Bytes.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "61fc62", "c080", "eda080", "f4908080", "efbfbdff", "ffefbfbd", "efbf"})
    void whatIsMalformedIsNone(String hex) {
        Bytes bytes = Bytes.wrap(HexFormat.of().parseHex(hex));
        assertThat(Utf8.text(bytes)).isNull();
        assertThat(Utf8.isText(bytes)).isFalse();
    }
}
