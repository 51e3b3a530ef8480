package dev.tercet;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.kv.Bytes;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * An etcd client whose methods wait for their answers: the plain one to use, on platform threads and on virtual ones.
 *
 * <pre>{@code
 * try (EtcdClient etcd = EtcdClient.connect("http://127.0.0.1:2379")) {
 *     etcd.kv().put("greeting", "hello");
 *     String greeting = etcd.kv().getString("greeting").orElseThrow();
 * }
 * }</pre>
 *
 * <p>One client serves a whole program: it is safe for use by any number of threads, and connects when first used. {@link
 * #async()} is the same in futures. The {@code with} methods answer views that share everything with their client.
 *
 * @since 0.1
 */
public interface EtcdClient extends AutoCloseable {
    /**
     * A client of these endpoints with everything else as it comes. Does not connect yet.
     *
     * @param endpoints {@code host:port}, {@code http://host:port} or {@code https://host:port}, also with a transport's
     *     name before it as in {@code gateway+http://host:port}; one text may hold several with commas
     * @throws IllegalArgumentException if there is none, or one is malformed
     * @throws IllegalStateException if the class path does not have the transport that is needed
     */
    static EtcdClient connect(String... endpoints) {
        return builder().endpoints(endpoints).build();
    }

    /** A client to be set up. */
    static EtcdClientBuilder builder() {
        return new EtcdClientBuilder();
    }

    /** Keys and values: put, get, delete, transactions, compaction, scans. */
    Kv kv();

    /** Leases: granted, renewed once or kept alive, revoked. */
    Leases leases();

    /** Watches, which outlive broken connections and say what they missed. */
    Watches watches();

    /** The server's lock service. */
    Locks locks();

    /** The server's election service. */
    Elections elections();

    /** The members of the cluster, and changes of them. */
    Cluster cluster();

    /** Status, alarms, defragmentation, hashes and snapshots, member by member. */
    Maintenance maintenance();

    /** Users, roles and permissions. */
    Auth auth();

    /** The same client in futures. */
    AsyncEtcdClient async();

    /** A view whose calls have this deadline and these retries. */
    EtcdClient with(CallOptions options);

    /**
     * A view whose calls have this deadline.
     *
     * @throws IllegalArgumentException unless more than zero
     */
    EtcdClient withTimeout(Duration timeout);

    /**
     * A view that puts this prefix before every key, and takes it off what comes back: keys, ranges, watches, and the names of
     * locks and elections. Views nest.
     */
    EtcdClient withNamespace(Bytes prefix);

    /** Like {@link #withNamespace(Bytes)}, the prefix in the client's charset. */
    EtcdClient withNamespace(String prefix);

    /** What this view puts before every key; empty for none. Permissions are about keys with it, which {@link Auth} does not add. */
    Bytes namespace();

    /** A view whose methods with strings use this charset. */
    EtcdClient withCharset(Charset charset);

    /**
     * A view whose futures are completed, and whose listeners are called, on the thread that brings what they are told: without the
     * hand-over to the callback executor, which costs more than all else of a call that is answered at once.
     *
     * <p>That thread is the connection's own as a rule, which it may share with other connections of the program; the client's timer
     * for a deadline, on which renewals of leases also wait; and whoever opens, ends or closes something for what that brings about. So this
     * is for callbacks that are short and never wait, such as those that only send the next call: where it is said of futures and listeners
     * that they are on the callback executor and may block, that is not meant for those of such a view.
     *
     * <p>A blocking call of any client made in one is refused with an {@link IllegalStateException} before anything is sent, since it
     * would wait for itself. What else waits, {@code join()} on a future or the blocking form of a recipe, is not seen and stops the
     * connection. Asynchronous stages ({@code thenApplyAsync} and the like) still run on {@link #callbackExecutor()}, and snapshots
     * are written there. Recipes made on the view are handed over. Other views are as they were. {@link #close()} may be called in one, and
     * returns before connections and threads have ended.
     *
     * <p>A call that is answered while it is made, as by an embedded etcd or by a client that is closed, gives a future that is complete
     * already: what is attached to it runs at once, on the caller's thread. Many of them in a chain, each made by what was attached to the
     * one before, need a callback to begin in, or they are as many frames on one stack.
     */
    EtcdClient withCallbacksOnIoThread();

    /** A view whose futures and listeners are on {@link #callbackExecutor()}, as they are unless asked for otherwise. */
    EtcdClient withCallbacksHandedOver();

    /**
     * Where dependents of this client's futures, and listeners, run: the executor given to the builder, or threads of the client's
     * own, of which there are as many as block. For what an application builds on the client and wants in the same place.
     */
    Executor callbackExecutor();

    /** How this view makes its calls. */
    CallOptions options();

    /** The endpoints, as URLs. */
    List<String> endpoints();

    /** Uses other credentials from the next call on, for all views. Streams that are open keep theirs until they reconnect. */
    void replaceCredentials(Credentials credentials);

    /**
     * Ends every call, watch, lease and lock under way with {@code ClientClosedException}, for all views, and gives up
     * connections and threads, within seconds. Leases are not revoked. What is asked afterwards fails at once. Closing twice is
     * harmless; an executor that was given stays open.
     */
    @Override
    void close();
}
