package dev.tercet.testkit.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's connection and the one to the server that belongs to it: two sockets, two pumps, two threads. */
final class Connection {
    private static final int CONNECT_MILLIS = 10_000;

    private final FaultProxy proxy;
    private final Line line;
    private final Socket client;
    private final Socket server = new Socket();

    /** Says and hears nothing. */
    private final Socket twin = new Socket();

    private final Set<Socket> finished = ConcurrentHashMap.newKeySet();
    private final AtomicInteger pumping = new AtomicInteger(2);
    private volatile boolean closed;
    private volatile boolean holed;

    Connection(FaultProxy proxy, Line line, Socket client) {
        this.proxy = proxy;
        this.line = line;
        this.client = client;
    }

    /** Calls the server and carries bytes both ways; this thread takes one of them. */
    void run(InetSocketAddress target) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            callInVain(target);
            server.connect(target, CONNECT_MILLIS);
        } catch (IOException e) {
            abort();
            return;
        }
        proxy.startThread("to-client", () -> carry(new Pump(this, line, Direction.TO_CLIENT, server, client)));
        carry(new Pump(this, line, Direction.TO_SERVER, client, server));
    }

    private void callInVain(InetSocketAddress target) {
        if (!isDoubled()) {
            return;
        }
        try {
            twin.connect(target, CONNECT_MILLIS);
            proxy.doubled();
        } catch (IOException e) {
            // The call that counts will tell, unless the fault has just ended.
        }
        if (!isDoubled()) {
            dropTwin();
        }
    }

    private boolean isDoubled() {
        return line.faults().connects() == Faults.Connects.TWICE;
    }

    /** Ends the connection to the server that is one too many, if there is one. */
    void dropTwin() {
        closeQuietly(twin);
    }

    private void carry(Pump pump) {
        try {
            pump.run();
            if (pumping.decrementAndGet() == 0 && !holed) {
                close();
            }
        } catch (IOException e) {
            // A reset on one side is a reset on the other.
            abort();
        }
    }

    /** Resets both sides: what the peers have not read yet may be lost to them. */
    void abort() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already, which is all we want.
        }
        close();
    }

    /** Ends the stream to {@code socket}'s peer, which may go on sending. */
    void finish(Socket socket) throws IOException {
        if (finished.add(socket) && !socket.isClosed()) {
            socket.shutdownOutput();
        }
    }

    /** Tells the client that the server has said its last word. */
    void finishClient() {
        try {
            finish(client);
        } catch (IOException e) {
            abort();
        }
    }

    boolean isFinished(Socket socket) {
        return finished.contains(socket);
    }

    boolean isClosed() {
        return closed;
    }

    /** From now on the peers disagree on what was said; the connection cannot be healed. */
    void lostBytes() {
        holed = true;
    }

    boolean isHoled() {
        return holed;
    }

    void budgetSpent() {
        proxy.cut();
    }

    private void close() {
        closed = true;
        closeQuietly(client);
        closeQuietly(server);
        dropTwin();
        proxy.ended(this);
        line.wake();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done about it, and the descriptor is gone.
        }
    }
}
