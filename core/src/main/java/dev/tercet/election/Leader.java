package dev.tercet.election;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;

/**
 * Who leads.
 *
 * @param header the answer's header
 * @param kv the leader's key and what it proclaimed
 * @since 0.1
 */
public record Leader(Header header, KeyValue kv) {
    /** What the leader proclaimed. */
    public Bytes value() {
        return kv.value();
    }
}
