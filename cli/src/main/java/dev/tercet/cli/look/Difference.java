package dev.tercet.cli.look;

import dev.tercet.cli.output.Row;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key in which two sides are not the same.
 *
 * @param left what the one side has, null if it has no such key
 * @param right what the other has
 */
record Difference(@Nullable KeyValue left, @Nullable KeyValue right) {
    enum Kind {
        /** Only the other side has it. */
        ADDED("+"),
        /** Only the one side has it. */
        REMOVED("-"),
        /** The values are not the same. */
        CHANGED("~");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Kind kind() {
        return left == null ? Kind.ADDED : right == null ? Kind.REMOVED : Kind.CHANGED;
    }

    /** Its name where it is, on the one side if on both. */
    Bytes key() {
        return (left == null ? Objects.requireNonNull(right) : left).key();
    }

    Row row(boolean namesOnly) {
        Row row = Row.empty().with("change", kind().word()).with("key", key());
        if (namesOnly) {
            return row;
        }
        return row.with("value", left == null ? null : left.value())
                .with("to_value", right == null ? null : right.value());
    }
}
