package dev.tercet.kv;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A null is refused where it is given, by the name of its parameter. */
@SuppressWarnings("NullAway")
class NullsTest {
    private static final String TEXT = null;
    private static final Bytes BYTES = null;

    private static void names(String parameter, ThrowingCallable... calls) {
        for (ThrowingCallable call : calls) {
            assertThatNullPointerException().isThrownBy(call).withMessage(parameter);
        }
    }

    @Test
    void bytes() {
        names("text", () -> Bytes.of(TEXT), () -> Bytes.of(TEXT, StandardCharsets.UTF_8));
        names("charset", () -> Bytes.of("a", (Charset) null));
        names("hex", () -> Bytes.ofHex(TEXT));
        names("array", () -> Bytes.copyOf((byte[]) null));
    }

    @Test
    void keys() {
        names("key", () -> Get.of(TEXT), () -> Get.of(BYTES), () -> Delete.of(TEXT), () -> Delete.of(BYTES));
        names("key", () -> KeyRange.of(TEXT), () -> KeyRange.from(TEXT), () -> KeyRange.from(BYTES));
        names("prefix", () -> Get.prefix(TEXT), () -> Get.prefix(BYTES), () -> Delete.prefix(TEXT));
        names("from", () -> KeyRange.between(TEXT, "b"), () -> KeyRange.between(BYTES, Bytes.of("b")));
        names("to", () -> KeyRange.between("a", TEXT), () -> KeyRange.between(Bytes.of("a"), BYTES));
        names("range", () -> Get.of((KeyRange) null), () -> Delete.of((KeyRange) null));
    }

    @Test
    void puts() {
        names("key", () -> Put.of(TEXT, "v"), () -> Put.of(TEXT, Bytes.EMPTY), () -> Put.of(BYTES, Bytes.EMPTY));
        names("key", () -> Put.of(TEXT, "v", StandardCharsets.UTF_8));
        names("key", () -> Put.keepingValue(TEXT), () -> Put.keepingValue(BYTES));
        names("value", () -> Put.of("k", TEXT), () -> Put.of("k", BYTES));
        names("value", () -> Put.of("k", TEXT, StandardCharsets.UTF_8));
    }

    @Test
    void compares() {
        names("key", () -> Compare.missing(TEXT), () -> Compare.exists(TEXT), () -> Compare.value(TEXT));
        names(
                "value",
                () -> Compare.value("k").equalTo(TEXT),
                () -> Compare.value("k").lessThan(TEXT));
    }
}
