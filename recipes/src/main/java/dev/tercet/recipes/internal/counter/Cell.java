package dev.tercet.recipes.internal.counter;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.error.UndecodableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A counter's key as it was at a revision.
 *
 * @param key the key
 * @param text what it held, null if there was no such key
 * @param modRevision when that was put, 0 if there was no such key
 * @param asOf the store's revision at which it was so
 */
record Cell(Bytes key, @Nullable Bytes text, long modRevision, long asOf) {
    static Cell of(Bytes key, Optional<KeyValue> kv, long asOf) {
        return new Cell(
                key,
                kv.map(KeyValue::value).orElse(null),
                kv.map(KeyValue::modRevision).orElse(0L),
                asOf);
    }

    static Bytes text(long number) {
        return Bytes.of(Long.toString(number));
    }

    /** The number. */
    long number() {
        if (text == null) {
            return 0;
        }
        try {
            return Long.parseLong(text.utf8());
        } catch (NumberFormatException e) {
            throw new UndecodableException(key, "a counter's number", e);
        }
    }

    Cell newer(@Nullable Cell other) {
        return other != null && other.asOf > asOf ? other : this;
    }
}
