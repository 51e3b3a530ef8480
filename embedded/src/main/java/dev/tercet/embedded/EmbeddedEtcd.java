package dev.tercet.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.spi.TransportProvider;

/**
 * An etcd in this process: one member, in memory, up in milliseconds. It answers as etcd does, with etcd's errors in etcd's words,
 * and gives tests what a real one cannot: a clock that they hold, and faults on demand.
 *
 * <pre>{@code
 * try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
 *         EtcdClient client = etcd.client()) {
 *     client.kv().put("greeting", "hello");
 * }
 * }</pre>
 *
 * <p><b>Durability is not its job.</b> Nothing is ever written to a disk: what it holds is gone when it is closed, or the process
 * ends. There are no other members either, so nothing is replicated. It is for tests, demonstrations and development.
 *
 * <p>Clients of Tercet in the same process need no socket: {@link #client()}. For others it listens if it was given a port: gRPC,
 * the JSON gateway and {@code /version}, {@code /health} and {@code /metrics}, all on that one port of the loopback interface, as
 * etcd has them.
 *
 * <p>Safe for threads.
 *
 * @since 0.1
 */
public final class EmbeddedEtcd implements AutoCloseable {
    EmbeddedEtcd(EmbeddedEtcdBuilder builder) {
        throw new UnsupportedOperationException();
    }

    /** Starts one without a port, for clients of Tercet in this process. */
    public static EmbeddedEtcd start() {
        return builder().start();
    }

    /** One to be set up. */
    public static EmbeddedEtcdBuilder builder() {
        return new EmbeddedEtcdBuilder();
    }

    /** A new client that reaches it without a socket; to be closed by the caller. */
    public EtcdClient client() {
        return clientBuilder().build();
    }

    /** A builder of clients that reach it without a socket: {@code endpoints} and {@code transport} are set. */
    public EtcdClientBuilder clientBuilder() {
        throw new UnsupportedOperationException();
    }

    /** The way to it without a socket, whatever the endpoint is called. */
    public TransportProvider transport() {
        throw new UnsupportedOperationException();
    }

    /** The port it listens on; −1 if it does not. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    /**
     * Where clients reach it over the network, such as {@code http://127.0.0.1:2379}.
     *
     * @throws IllegalStateException if it was started without a port
     */
    public String endpoint() {
        throw new UnsupportedOperationException();
    }

    /** The version of etcd that it reports. */
    public String version() {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes it as new: keys, leases, users, alarms and faults are gone and the revision is 1 again. Streams and calls that wait end
     * with UNAVAILABLE; clients and their connections stay.
     */
    public void reset() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops it. Calls and streams under way end with UNAVAILABLE, as do those that come later; the port is free and no thread is left
     * when this returns. Closing twice is harmless. Clients are not closed.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
