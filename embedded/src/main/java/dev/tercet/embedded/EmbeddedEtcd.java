package dev.tercet.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.front.direct.DirectFront;
import dev.tercet.embedded.internal.front.port.ListeningPort;
import dev.tercet.embedded.internal.server.Host;
import dev.tercet.embedded.internal.server.Usage;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.spi.TransportProvider;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * ends. There are no other members either, so nothing is replicated. It is for tests, demonstrations and development. A snapshot of
 * it is in a form of its own, which says so in plain text: etcd cannot restore it.
 *
 * <p>Clients of Tercet in the same process need no socket: {@link #client()}. For others it listens if it was given a port: gRPC,
 * the JSON gateway and {@code /version}, {@code /health} and {@code /metrics}, all on that one port of the loopback interface, as
 * etcd has them.
 *
 * <p>It has one daemon thread, and two more if it listens; their names begin with {@code tercet-embedded-}. Safe for threads.
 *
 * @since 0.1
 */
public final class EmbeddedEtcd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEtcd.class);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int number = COUNT.incrementAndGet();
    private final String version;
    private final Host host;
    private final DirectFront direct;
    private final @Nullable ListeningPort port;

    EmbeddedEtcd(EmbeddedEtcdBuilder builder) {
        Identity identity = builder.identity();
        Limits limits = builder.limits();
        String threads = "tercet-embedded-" + number;
        version = identity.version();
        host = new Host(identity, limits, builder.time(), threads);
        direct = new DirectFront(host, new MessageLimit(limits.maxMessageBytes()));
        port = listen(builder.port(), threads + "-io", limits);
        host.advertise(port == null ? "http://" + name() : endpoint());
        LOG.info("{} started, in memory: nothing in it is durable", this);
    }

    private @Nullable ListeningPort listen(int number, String threads, Limits limits) {
        if (number < 0) {
            return null;
        }
        try {
            return new ListeningPort(
                    threads, number, limits, host.methods(), () -> host.server().vitals());
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    private String name() {
        return "embedded-" + number + ":2379";
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
        return EtcdClient.builder().endpoints("http://" + name()).transport(direct);
    }

    /** The way to it without a socket, whatever the endpoint is called. */
    public TransportProvider transport() {
        return direct;
    }

    /** The port it listens on; empty if it does not. */
    public OptionalInt port() {
        return port == null ? OptionalInt.empty() : OptionalInt.of(port.port());
    }

    /**
     * Where clients reach it over the network, such as {@code http://127.0.0.1:2379}.
     *
     * @throws IllegalStateException if it was started without a port
     */
    public String endpoint() {
        if (port == null) {
            throw new IllegalStateException("this embedded etcd was started without a port");
        }
        return "http://127.0.0.1:" + port.port();
    }

    /** The version of etcd that it reports. */
    public String version() {
        return version;
    }

    /** What it is made to do wrong, for clients of all kinds; good for its whole life. */
    public Faults faults() {
        return host.faults();
    }

    /** What its clients have under way, for a test to see that nothing is left. */
    public EmbeddedUsage usage() {
        Usage usage = host.usage();
        return new EmbeddedUsage(usage.watches(), usage.streams(), usage.waitingCalls());
    }

    /**
     * Makes it as new: keys, leases, users, alarms and faults are gone and the revision is 1 again. Streams and calls that wait end
     * with UNAVAILABLE; clients and their connections stay, and so does the clock. A watch that resumes waits for the revision it had
     * come to, as at any etcd: who wants to hear of what is new from the beginning opens another.
     *
     * @throws IllegalStateException if it is closed
     */
    public void reset() {
        host.reset();
    }

    /**
     * Stops it. Calls and streams under way end with UNAVAILABLE, as do those that come later; the port is free and no thread is left
     * when this returns, which takes some seconds at the worst. Closing twice is harmless. Clients are not closed.
     */
    @Override
    public void close() {
        // First the state, so that everybody hears why; then the port; then the thread.
        host.stop();
        if (port != null) {
            port.close();
        }
        host.close();
    }

    @Override
    public String toString() {
        return "embedded etcd " + version + (port == null ? " without a port" : " at " + endpoint());
    }
}
