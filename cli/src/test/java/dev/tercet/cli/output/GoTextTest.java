package dev.tercet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The right-hand sides are what Go's {@code strconv.Quote}, {@code time.Duration} and go-humanize print. */
class GoTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            value = {
                ",\"\"",
                "61,\"a\"",
                "6122620a,\"a\\\"b\\n\"",
                "070809 0a0b0c0d,\"\\a\\b\\t\\n\\v\\f\\r\"",
                "5c2f27,\"\\\\/'\"",
                "00011f7f,\"\\x00\\x01\\x1f\\x7f\"",
                "c3a9,\"é\"",
                "f09f9880,\"😀\"",
                "c2a0,\"\\u00a0\"",
                "c280,\"\\u0080\"",
                "e280a8,\"\\u2028\"",
                "efbbbf,\"\\ufeff\"",
                "f3a08081,\"\\U000e0001\"",
                "ff,\"\\xff\"",
                "61ff62,\"a\\xffb\"",
                "c3,\"\\xc3\"",
                "61c3,\"a\\xc3\"",
                "e282,\"\\xe2\\x82\"",
                "e28261,\"\\xe2\\x82a\"",
                "f09f98,\"\\xf0\\x9f\\x98\"",
                "eda080,\"\\xed\\xa0\\x80\"",
                "c080,\"\\xc0\\x80\"",
                "f4908080,\"\\xf4\\x90\\x80\\x80\"",
                "80c3a9,\"\\x80é\""
            })
    void quoted(String hex, String quoted) {
        Bytes bytes = hex == null ? Bytes.EMPTY : Bytes.ofHex(hex.replace(" ", ""));
        assertThat(GoText.quoted(bytes)).isEqualTo(quoted);
    }

    @Test
    void hexadecimal() {
        assertThat(GoText.hex(Bytes.ofHex("0061ff"))).isEqualTo("\\x00\\x61\\xff");
        assertThat(GoText.hex(Bytes.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0s",
        "1,1ns",
        "999,999ns",
        "1000,1µs",
        "1500,1.5µs",
        "1000000,1ms",
        "4852281,4.852281ms",
        "1000000000,1s",
        "1500000000,1.5s",
        "59999999999,59.999999999s",
        "60000000000,1m0s",
        "90000000000,1m30s",
        "3600000000000,1h0m0s",
        "3661500000000,1h1m1.5s",
        "90000000000000,25h0m0s",
        "-1500000,-1.5ms"
    })
    void durations(long nanos, String text) {
        assertThat(GoText.duration(Duration.ofNanos(nanos))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "9,9 B",
        "10,10 B",
        "999,999 B",
        "1000,1.0 kB",
        "1234,1.2 kB",
        "9949,9.9 kB",
        "10000,10 kB",
        "20480,20 kB",
        "28672,29 kB",
        "1000000,1.0 MB",
        "2147483648,2.1 GB",
        "9223372036854775807,9.2 EB"
    })
    void sizes(long bytes, String text) {
        assertThat(GoText.size(bytes)).isEqualTo(text);
    }
}
