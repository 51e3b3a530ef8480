package dev.tercet.testkit.proxy;

import dev.tercet.testkit.internal.LoopbackPorts;
import dev.tercet.testkit.proxy.Faults.Connects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on a loopback port that does to connections what networks do.
 *
 * <p>It starts without a fault. Faults add up, hold for live connections and for those to come, and can be changed at any
 * time; {@link #restore} ends them all. It knows nothing of the protocol, so TLS passes through it.
 *
 * <p>Safe for use by several threads. Each connection takes two daemon threads; {@link #close} ends them all.
 *
 * @since 0.1
 */
public final class FaultProxy implements AutoCloseable {
    private static final long JOIN_MILLIS = 5_000;

    private final String scheme;
    private final InetSocketAddress target;
    private final int port;
    private final Line line = new Line();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong doubled = new AtomicLong();
    private volatile boolean closed;
    private @Nullable Acceptor acceptor;

    private record Acceptor(ServerSocket listener, Thread thread) {}

    private FaultProxy(String scheme, String host, int port) {
        this.scheme = scheme;
        this.target = new InetSocketAddress(host, port);
        this.port = LoopbackPorts.take();
        listen();
    }

    /** Starts a proxy in front of {@code endpoint}, such as {@code http://127.0.0.1:2379}. */
    public static FaultProxy inFrontOf(String endpoint) {
        URI uri = URI.create(endpoint);
        return new FaultProxy(uri.getScheme(), uri.getHost(), uri.getPort());
    }

    /** Starts a proxy in front of a host and port. */
    public static FaultProxy inFrontOf(String host, int port) {
        return new FaultProxy("http", host, port);
    }

    /** The loopback port, the same for the life of the proxy. */
    public int port() {
        return port;
    }

    /** Where clients go instead: the target's scheme with this proxy's address. */
    public String endpoint() {
        return scheme + "://127.0.0.1:" + port;
    }

    /** Lets all bytes, and the ends of streams, arrive {@code delay} later. Costs latency, not throughput. */
    public void delay(Duration delay) {
        line.change(faults -> faults.withDelay(delay));
    }

    /** Lets at most this many bytes a second pass, each way of each connection. */
    public void throttle(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond: " + bytesPerSecond);
        }
        line.change(faults -> faults.withRate(bytesPerSecond));
    }

    /** Accepts everything and delivers nothing, either way; see {@link #blackHole(Direction)}. */
    public void blackHole() {
        blackHole(Direction.TO_SERVER);
        blackHole(Direction.TO_CLIENT);
    }

    /**
     * Reads and throws away what goes one way, so that the sender believes itself heard. A connection that lost bytes in
     * this way is reset by {@link #restore}, as its peers do not agree on what was said.
     */
    public void blackHole(Direction direction) {
        line.change(faults -> faults.alsoSwallowing(direction));
    }

    /** Holds all bytes back, either way, until {@link #restore}: a partition that heals without loss. */
    public void freeze() {
        freeze(Direction.TO_SERVER);
        freeze(Direction.TO_CLIENT);
    }

    /** Holds back what goes one way until {@link #restore}. */
    public void freeze(Direction direction) {
        line.change(faults -> faults.alsoFrozen(direction));
    }

    /** Accepts new connections and does nothing with them, like a server that hangs; old ones go on. */
    public void neverConnect() {
        line.change(faults -> faults.connecting(Connects.NEVER));
    }

    /**
     * Calls the server twice for each new connection, as when the first call's answer is late and is taken for lost. Nothing is ever
     * said on the first of the two, which is left open until {@link #restore}, or until the other ends.
     */
    public void duplicateConnects() {
        line.change(faults -> faults.connecting(Connects.TWICE));
    }

    /** Stops listening: new connections are refused, live ones go on. The port stays ours. */
    public synchronized void refuse() {
        Acceptor running = acceptor;
        acceptor = null;
        if (running == null) {
            return;
        }
        try {
            running.listener().close();
            // Until its accept returns, the kernel goes on to take connections.
            running.thread().join(JOIN_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Resets all live connections, once. */
    public void cut() {
        // A copy, or a client that is quick to come back would be cut again.
        List.copyOf(connections).forEach(Connection::abort);
    }

    /** Resets all live connections, once, when {@code bytes} more bytes have gone to clients, all clients counted. */
    public void cutAfterBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: " + bytes);
        }
        line.cutAfter(bytes);
    }

    /** Ends the stream to the client of every live connection, once, as a server does that has said its last word. */
    public void halfClose() {
        connections.forEach(Connection::finishClient);
    }

    /** Ends all faults: listens, carries, and resets those connections that a fault has spoilt for good. */
    public void restore() {
        line.heal();
        connections.forEach(Connection::dropTwin);
        connections.stream().filter(Connection::isHoled).toList().forEach(Connection::abort);
        listen();
    }

    /** How many connections were accepted so far. */
    public long connectionsOpened() {
        return opened.get();
    }

    /** How many connections to the server were made a second time so far. */
    public long connectionsDoubled() {
        return doubled.get();
    }

    /** How many connections are there now. */
    public int connectionsAlive() {
        return connections.size();
    }

    /** How many bytes went on to the server; counted just before they go. */
    public long bytesToServer() {
        return line.passed(Direction.TO_SERVER);
    }

    /** How many bytes went on to clients; counted just before they go. */
    public long bytesToClients() {
        return line.passed(Direction.TO_CLIENT);
    }

    /** Stops listening, resets all connections and waits for all threads to end. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        refuse();
        line.heal();
        cut();
        try {
            // Again, while a thread that was still there may have started another.
            while (threads.stream().anyMatch(Thread::isAlive)) {
                for (Thread thread : threads) {
                    thread.join(JOIN_MILLIS);
                }
            }
            LoopbackPorts.release(List.of(port));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return endpoint() + " in front of " + target;
    }

    void doubled() {
        doubled.incrementAndGet();
    }

    void ended(Connection connection) {
        connections.remove(connection);
    }

    Thread startThread(String role, Runnable work) {
        Thread thread = new Thread(work, "tercet-proxy-" + port + "-" + role);
        thread.setDaemon(true);
        thread.start();
        threads.removeIf(old -> !old.isAlive());
        threads.add(thread);
        return thread;
    }

    private synchronized void listen() {
        if (closed || acceptor != null) {
            return;
        }
        try {
            ServerSocket fresh = new ServerSocket();
            // Live connections of an earlier time still hold the port.
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            acceptor = new Acceptor(fresh, startThread("accept", () -> accept(fresh)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                admit(from.accept(), from.isClosed());
            } catch (IOException e) {
                // Closed by refuse(); or this one connection is gone again, and the next may not be.
            }
        }
    }

    private void admit(Socket client, boolean tooLate) {
        Connection connection = new Connection(this, line, client);
        if (tooLate) {
            connection.abort();
            return;
        }
        opened.incrementAndGet();
        connections.add(connection);
        if (closed) {
            connection.abort();
        } else if (!line.isSpoilt(faults -> faults.connects() == Connects.NEVER, connection::lostBytes)) {
            startThread("to-server", () -> connection.run(target));
        }
    }
}
