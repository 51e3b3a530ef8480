package dev.tercet.watch;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key changed.
 *
 * @param type put or delete
 * @param kv the key as it is now; for a delete only {@code key} and {@code modRevision} are set
 * @param previousOrNull the key as it was, if asked for, if there was one, and if its revision is not compacted
 * @since 0.1
 */
public record WatchEvent(Type type, KeyValue kv, @Nullable KeyValue previousOrNull) {
    /** What happened to the key. */
    public enum Type {
        PUT,
        DELETE
    }

    /** Whether the key was written. */
    public boolean isPut() {
        return type == Type.PUT;
    }

    /** Whether the key went: deleted, or with its lease. */
    public boolean isDelete() {
        return type == Type.DELETE;
    }

    /** Whether this put made the key. */
    public boolean isCreate() {
        return type == Type.PUT && kv.createRevision() == kv.modRevision();
    }

    /** The key that changed. */
    public Bytes key() {
        return kv.key();
    }

    /** The new value; empty for a delete. */
    public Bytes value() {
        return kv.value();
    }

    /** The key as text in UTF-8. */
    public String keyText() {
        return kv.keyText();
    }

    /** The new value as text in UTF-8; empty for a delete. */
    public String valueText() {
        return kv.valueText();
    }

    /** The revision of the change. */
    public long revision() {
        return kv.modRevision();
    }

    /** The key as it was; empty when not asked for, when there was none, and when its revision is compacted. */
    public Optional<KeyValue> previous() {
        return Optional.ofNullable(previousOrNull);
    }
}
