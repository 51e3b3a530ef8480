package dev.tercet.lease;

import dev.tercet.kv.Header;
import java.time.Duration;

/**
 * A lease just granted. Messages show leases in hexadecimal, as etcd's own tools do.
 *
 * @param header the answer's header
 * @param id the lease's id, signed; ids that the server chose are positive
 * @param ttl the time to live that the server gave, which may exceed what was asked for
 * @since 0.1
 */
public record LeaseGrant(Header header, long id, Duration ttl) {
    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "LeaseGrant[header=" + header + ", id=" + Long.toHexString(id) + ", ttl=" + ttl + "]";
    }
}
