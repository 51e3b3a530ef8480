package dev.tercet.lease;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import java.time.Duration;
import java.util.List;

/**
 * What is left of a lease.
 *
 * @param header the answer's header
 * @param id the lease's id
 * @param remaining what is left, cut to whole seconds; negative if the lease is gone
 * @param granted the time to live it was granted; zero if the lease is gone
 * @param keys the keys that hang on it, in no particular order; empty unless asked for
 * @since 0.1
 */
public record LeaseStatus(Header header, long id, Duration remaining, Duration granted, List<Bytes> keys) {
    /** Whether the lease lives. */
    public boolean isAlive() {
        return !remaining.isNegative();
    }

    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "LeaseStatus[header=" + header + ", id=" + Long.toHexString(id) + ", remaining=" + remaining
                + ", granted=" + granted + ", keys=" + keys + "]";
    }
}
