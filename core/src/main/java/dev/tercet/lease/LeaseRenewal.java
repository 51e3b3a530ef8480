package dev.tercet.lease;

import dev.tercet.kv.Header;
import java.time.Duration;

/**
 * A lease just renewed.
 *
 * @param header the answer's header
 * @param id the lease's id
 * @param ttl the time to live it has again; zero if the lease is gone
 * @since 0.1
 */
public record LeaseRenewal(Header header, long id, Duration ttl) {
    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "LeaseRenewal[header=" + header + ", id=" + Long.toHexString(id) + ", ttl=" + ttl + "]";
    }
}
