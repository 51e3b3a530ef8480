package dev.tercet.testkit.etcd;

/**
 * One more member for a {@link RealEtcd}: it has its ports from the beginning and no process until {@link #start}, before which the
 * cluster has to be told of it.
 *
 * @since 0.1
 */
public final class Newcomer implements AutoCloseable {
    private final Addresses addresses;
    private final EtcdMember member;

    Newcomer(Addresses addresses, EtcdMember member) {
        this.addresses = addresses;
        this.member = member;
    }

    /** Where the other members will reach it. */
    public String peerUrl() {
        return addresses.peerUrl(0);
    }

    /** The process, for more than the cluster's own members know of theirs. */
    public EtcdMember member() {
        return member;
    }

    /** Starts the process, which joins the cluster, and returns at once. */
    public void start() {
        member.start();
    }

    /** Kills the process, which the cluster then misses. A second call does nothing. */
    @Override
    public synchronized void close() {
        member.kill();
        addresses.release();
    }
}
