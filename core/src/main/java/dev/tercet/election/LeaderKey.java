package dev.tercet.election;

import dev.tercet.kv.Bytes;

/**
 * Proof of an election won: what proclaim and resign take.
 *
 * @param name the election
 * @param key the key that holds the leadership while it exists
 * @param revision the key's creation revision, which rises from leader to leader: a fencing token
 * @param lease the lease that the leadership hangs on
 * @since 0.1
 */
public record LeaderKey(Bytes name, Bytes key, long revision, long lease) {
    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "LeaderKey[name=" + name + ", key=" + key + ", revision=" + revision + ", lease="
                + Long.toHexString(lease) + "]";
    }
}
