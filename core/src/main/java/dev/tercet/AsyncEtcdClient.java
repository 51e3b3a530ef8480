package dev.tercet;

/**
 * An etcd client in futures; see {@link EtcdClient#async()}. It lives and dies with the client that it comes from.
 *
 * <p>Failures arrive in the futures, as {@code EtcdException}s; mistakes in arguments are thrown at once. Dependents run on the
 * client's callback executor, never on an I/O thread: they may block, and may call the client. Cancelling a future cancels its
 * call, also at the server; cancelling a stage derived from it does not.
 *
 * @since 0.1
 */
public interface AsyncEtcdClient {
    AsyncKv kv();

    AsyncLeases leases();

    AsyncWatches watches();

    AsyncLocks locks();

    AsyncElections elections();

    AsyncCluster cluster();

    AsyncMaintenance maintenance();

    AsyncAuth auth();
}
