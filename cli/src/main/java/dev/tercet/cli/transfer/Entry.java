package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A key with its value, on its way into a file or out of one.
 *
 * @param key the key
 * @param value the value
 * @param modRevision the revision that last changed it, or 0 where the file does not say
 * @param lease the lease that it hangs on, 0 for none or where the file does not say
 * @param remaining what is left of that lease's time to live, where the file says
 */
record Entry(
        Bytes key,
        Bytes value,
        long modRevision,
        long lease,
        @Nullable Duration remaining) {
    static Entry of(Bytes key, Bytes value) {
        return new Entry(key, value, 0, 0, null);
    }
}
