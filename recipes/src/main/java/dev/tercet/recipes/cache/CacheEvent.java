package dev.tercet.recipes.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key is not as it was. At least one of the two is there.
 *
 * @param beforeOrNull the key as it was; null if there was none
 * @param afterOrNull the key as it is; null if it went
 * @since 0.1
 */
public record CacheEvent(
        @Nullable KeyValue beforeOrNull, @Nullable KeyValue afterOrNull) {
    /** Checks that there is something to tell. */
    public CacheEvent {
        if (beforeOrNull == null && afterOrNull == null) {
            throw new IllegalArgumentException("neither before nor after");
        }
    }

    /** The key as it was; empty if there was none. */
    public Optional<KeyValue> before() {
        return Optional.ofNullable(beforeOrNull);
    }

    /** The key as it is; empty if it went. */
    public Optional<KeyValue> after() {
        return Optional.ofNullable(afterOrNull);
    }

    /** The key. */
    public Bytes key() {
        KeyValue after = afterOrNull;
        KeyValue before = beforeOrNull;
        if (after != null) {
            return after.key();
        }
        return before == null ? Bytes.EMPTY : before.key();
    }

    /** The key as text in UTF-8. */
    public String keyText() {
        return key().utf8();
    }

    /** Whether there was no such key. */
    public boolean isCreate() {
        return beforeOrNull == null;
    }

    /** Whether the key was there and has been written again. Between two revisions it may have been gone. */
    public boolean isUpdate() {
        return beforeOrNull != null && afterOrNull != null;
    }

    /** Whether the key went: deleted, or with its lease. */
    public boolean isDelete() {
        return afterOrNull == null;
    }
}
