package dev.tercet;

/**
 * An etcd client in futures; see {@link EtcdClient#async()}. It lives and dies with the client that it comes from.
 *
 * <p>Failures arrive in the futures, as {@code EtcdException}s; mistakes in arguments are thrown at once. Dependents run on the
 * client's callback executor, never on an I/O thread unless that is {@linkplain EtcdClient#withCallbacksOnIoThread() asked for}: they
 * may block, and may call the client. Cancelling a future cancels its call, also at the server; cancelling a stage derived from it does not.
 *
 * @since 0.1
 */
public interface AsyncEtcdClient {
    /** Keys and values: put, get, delete, transactions, compaction, scans. */
    AsyncKv kv();

    /** Leases: granted, renewed once or kept alive, revoked. */
    AsyncLeases leases();

    /** Watches, which outlive broken connections and say what they missed. */
    AsyncWatches watches();

    /** The server's lock service. */
    AsyncLocks locks();

    /** The server's election service. */
    AsyncElections elections();

    /** The members of the cluster, and changes of them. */
    AsyncCluster cluster();

    /** Status, alarms, defragmentation, hashes and snapshots, member by member. */
    AsyncMaintenance maintenance();

    /** Users, roles and permissions. */
    AsyncAuth auth();
}
