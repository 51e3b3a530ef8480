package dev.tercet.testkit.script.http;

import dev.tercet.testkit.internal.LoopbackPorts;
import dev.tercet.testkit.internal.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on the loopback interface that knows nothing but its scripts.
 *
 * <pre>{@code
 * try (ScriptedHttp server = ScriptedHttp.start()) {
 *     server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.5.30\"}"));
 *     server.path("/v3/kv/put").then(HttpAnswer.body(502, "text/html", "<html>no</html>"));
 *     …
 *     HttpExchange watch = server.path("/v3/watch").always(HttpAnswer.silence()).await();
 *     watch.chunkedHead().chunk("{\"result\":{\"created\":true}}\n").cut(Cut.RST);
 * }
 * }</pre>
 *
 * <p>Methods may be called by any thread; each connection has one of its own. Scripts outlive {@link #stop} and {@link #restart}.
 *
 * @since 0.1
 */
public final class ScriptedHttp implements AutoCloseable {
    private static final int BACKLOG = 500;

    private final @Nullable SSLContext tls;
    private final int port = LoopbackPorts.take();
    private final Map<String, PathScript> scripts = new ConcurrentHashMap<>();
    private final List<HttpExchange> exchanges = new CopyOnWriteArrayList<>();
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile byte[] greeting = new byte[0];
    private volatile @Nullable ServerSocket server;

    private ScriptedHttp(@Nullable SSLContext tls) {
        this.tls = tls;
        restart();
    }

    /** A server on a free port, which answers 404 to everything until told otherwise. */
    public static ScriptedHttp start() {
        return new ScriptedHttp(null);
    }

    /** The same over TLS. */
    public static ScriptedHttp start(SSLContext tls) {
        return new ScriptedHttp(tls);
    }

    /** Where clients reach it, as in {@code http://127.0.0.1:20379}. */
    public String endpoint() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port;
    }

    /** The port; the same after a {@link #restart}. */
    public int port() {
        return port;
    }

    /** The script of one path. */
    public PathScript path(String path) {
        return scripts.computeIfAbsent(path, PathScript::new);
    }

    /** Bytes that every connection from now on begins with, before a request was read: of a server that is not HTTP's. */
    public void greet(byte[] bytes) {
        greeting = bytes.clone();
    }

    /** All requests so far, in the order of their arrival. */
    public List<HttpExchange> exchanges() {
        return exchanges;
    }

    /** How many connections there ever were. */
    public int connections() {
        return connections.get();
    }

    /** How many connections the client has not closed. */
    public int openConnections() {
        return open.size();
    }

    /** Waits until the client has closed every connection. */
    public void awaitNoneOpen() {
        Patience.await(
                () -> open.isEmpty(), () -> "no open connection to " + endpoint() + "; there are " + open.size());
    }

    /** Cuts every connection there is; new ones are taken as before. */
    public void cutAll(Cut cut) {
        open.forEach(wire -> wire.cut(cut));
    }

    /** Ends at once, with all its connections; new ones are refused until {@link #restart}. */
    public synchronized void stop() {
        ServerSocket socket = server;
        if (socket == null) {
            return;
        }
        server = null;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(wire -> wire.cut(Cut.RST));
    }

    /** Starts again on the same port. */
    public synchronized void restart() {
        if (server != null) {
            throw new IllegalStateException("the scripted server at " + endpoint() + " runs");
        }
        // Somebody who looks for a free port may be looking at this one.
        Patience.await(this::bind, () -> "port " + port + " free");
    }

    private boolean bind() {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            } catch (BindException e) {
                socket.close();
                return false;
            }
            server = socket;
            daemon("accept", () -> accept(socket));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        LoopbackPorts.release(List.of(port));
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket plain = socket.accept();
                daemon("connection", () -> serve(plain));
            } catch (IOException e) {
                // It is closed, which the loop sees, or that connection is gone already.
            }
        }
    }

    private void serve(Socket plain) {
        int number = connections.incrementAndGet();
        try {
            plain.setTcpNoDelay(true);
            Wire wire = new Wire(plain, secured(plain));
            open.add(wire);
            if (server == null) {
                wire.cut(Cut.RST);
            }
            try {
                wire.write(greeting);
                serve(wire, number);
            } finally {
                wire.close();
                open.remove(wire);
            }
        } catch (IOException e) {
            // Not TLS, or gone.
            closeQuietly(plain);
        }
    }

    private void serve(Wire wire, int number) {
        RequestReader reader = new RequestReader(wire.in());
        HttpExchange last = null;
        try {
            for (HttpExchange.Request request = reader.next(); request != null; request = reader.next()) {
                HttpExchange exchange = new HttpExchange(wire, request, number);
                last = exchange;
                exchanges.add(exchange);
                path(exchange.path()).onRequest(exchange);
                ScriptedSocket socket = exchange.opened();
                if (socket != null) {
                    socket.read();
                }
            }
        } catch (IOException e) {
            // The client closed it, or the script did.
        } finally {
            if (last != null) {
                last.onClosedByClient();
            }
        }
    }

    private Socket secured(Socket plain) throws IOException {
        if (tls == null) {
            return plain;
        }
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Then it is closed.
        }
    }

    private static void daemon(String role, Runnable work) {
        Thread thread = new Thread(work, "scripted-http-" + role);
        thread.setDaemon(true);
        thread.start();
    }
}
