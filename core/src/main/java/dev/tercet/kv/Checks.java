package dev.tercet.kv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Argument checks of the values in this package. */
final class Checks {
    private Checks() {}

    static long notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
        return value;
    }

    /** A text in UTF-8; a null is complained of by the name that the caller knows. */
    static Bytes utf8(String name, String text) {
        return text(name, text, StandardCharsets.UTF_8);
    }

    static Bytes text(String name, String text, Charset charset) {
        return Bytes.of(Objects.requireNonNull(text, name), charset);
    }

    static Bytes key(Bytes key) {
        if (Objects.requireNonNull(key, "key").isEmpty()) {
            throw new IllegalArgumentException("key is empty: etcd has no empty key");
        }
        return key;
    }
}
