package dev.tercet.kv;

/**
 * What etcd says about itself with every answer.
 *
 * @param clusterId the cluster, unsigned; 0 where etcd sends none (inside a transaction's results)
 * @param memberId the member that answered, unsigned; 0 where etcd sends none
 * @param revision the store's revision when the answer was made; 0 where etcd sends none (member changes, defragmentation)
 * @param raftTerm the term of the member that answered
 * @since 0.1
 */
public record Header(long clusterId, long memberId, long revision, long raftTerm) {
    /** For the few answers to which etcd adds no header. */
    public static final Header NONE = new Header(0, 0, 0, 0);

    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "Header[clusterId=" + Long.toHexString(clusterId) + ", memberId=" + Long.toHexString(memberId)
                + ", revision=" + revision + ", raftTerm=" + raftTerm + "]";
    }
}
