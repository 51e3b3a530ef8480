package dev.tercet.conformance.faults.history;

import dev.tercet.kv.KeyValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client was shown of a key.
 *
 * @param value null if the key was not there
 * @param modRevision 0 if it was not there, or if the answer did not say
 * @param version 0 if it was not there, or if the answer did not say
 */
public record Seen(String key, @Nullable String value, long modRevision, long version) {
    /** The key was not there. */
    public static Seen absent(String key) {
        return new Seen(key, null, 0, 0);
    }

    /** As the client has it. */
    public static Seen of(KeyValue kv) {
        return new Seen(kv.keyText(), kv.valueText(), kv.modRevision(), kv.version());
    }

    /** As the client has it; empty is a key that was not there. */
    public static Seen of(String key, Optional<KeyValue> kv) {
        return kv.map(Seen::of).orElseGet(() -> absent(key));
    }

    /** The first of a list, which is what a get of one key answers. */
    public static Seen of(String key, List<KeyValue> kvs) {
        return of(key, kvs.stream().findFirst());
    }

    /** Whether the key was there. */
    public boolean isThere() {
        return value != null;
    }

    @Override
    public String toString() {
        return value == null
                ? key + " is not there"
                : key + " = " + value + (modRevision > 0 ? " of revision " + modRevision : "");
    }
}
