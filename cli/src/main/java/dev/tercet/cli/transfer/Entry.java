package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A key with its value, on its way into a file or out of one. Only NDJSON has more than these two; elsewhere the rest is 0 and null.
 *
 * @param key the key
 * @param value the value
 * @param createRevision the revision that made the key
 * @param modRevision the revision that last changed it
 * @param version how often it was put since it was made
 * @param lease the lease that it hangs on, 0 for none
 * @param remaining what was left of that lease's time to live; zero if it was gone already
 */
record Entry(
        Bytes key,
        Bytes value,
        long createRevision,
        long modRevision,
        long version,
        long lease,
        @Nullable Duration remaining) {
    static Entry of(Bytes key, Bytes value) {
        return new Entry(key, value, 0, 0, 0, 0, null);
    }

    static Entry of(KeyValue kv, @Nullable Duration remaining) {
        return new Entry(
                kv.key(), kv.value(), kv.createRevision(), kv.modRevision(), kv.version(), kv.lease(), remaining);
    }
}
