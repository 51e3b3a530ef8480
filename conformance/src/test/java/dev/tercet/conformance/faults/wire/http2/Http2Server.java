package dev.tercet.conformance.faults.wire.http2;

import dev.tercet.conformance.faults.wire.http2.Http2Connection.Manners;
import dev.tercet.testkit.script.http.Cut;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a loopback port. Each connection has a thread of its own. */
public final class Http2Server implements AutoCloseable {
    private static final int BACKLOG = 500;

    private final ServerSocket server;
    private final Script script;
    private final Queue<Manners> plans = new ConcurrentLinkedQueue<>();
    private final Set<Http2Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Manners usual = Manners.GOOD;

    public Http2Server(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        daemon("accept", this::accept);
    }

    /** Where clients reach it. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How connections behave for which nothing else is planned. */
    public Http2Server usually(Manners manners) {
        usual = manners;
        return this;
    }

    /** How the next connection behaves, after those that are planned already. */
    public void next(Manners manners) {
        plans.add(manners);
    }

    /** Forgets what was planned and did not come to pass. */
    public void nothingPlanned() {
        plans.clear();
    }

    /** How many connections there ever were. */
    public int connections() {
        return connections.get();
    }

    /** How many connections the client has not closed. */
    public int openConnections() {
        return open.size();
    }

    /** Refuses further connections. */
    public void stopListening() throws IOException {
        server.close();
    }

    /** Pings have no answer any more, on connections that there are. */
    public void ignorePings() {
        open.forEach(Http2Connection::ignorePings);
    }

    /** Ends all connections. */
    public void cutAll(Cut cut) {
        open.forEach(connection -> connection.cut(cut));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon("connection", () -> serve(socket));
            } catch (IOException e) {
                // It is closed, which the loop sees, or that connection is gone already.
            }
        }
    }

    private void serve(Socket socket) {
        connections.incrementAndGet();
        Manners planned = plans.poll();
        try (socket) {
            socket.setTcpNoDelay(true);
            Http2Connection connection = new Http2Connection(socket, planned == null ? usual : planned, script);
            open.add(connection);
            try {
                connection.serve();
            } finally {
                open.remove(connection);
            }
        } catch (IOException e) {
            // The client went first, or the script has cut it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(Http2Connection::close);
    }

    private static void daemon(String role, Runnable work) {
        Thread thread = new Thread(work, "http2-" + role);
        thread.setDaemon(true);
        thread.start();
    }
}
