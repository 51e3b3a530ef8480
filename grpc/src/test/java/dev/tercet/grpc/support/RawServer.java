package dev.tercet.grpc.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does with every connection what it is told to, and then closes it. */
public final class RawServer implements AutoCloseable {
    /** What to do with a connection. */
    @FunctionalInterface
    public interface Manners {
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final Manners manners;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Thread acceptor;

    public RawServer(Manners manners) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.manners = manners;
        this.acceptor = new Thread(this::accept, "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections there have been. */
    public int connections() {
        return sockets.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            manners.serve(socket);
        } catch (IOException e) {
            // The client went first, or the test is over.
        }
    }

    /** Reads until the client goes. */
    public static void drain(Socket socket) throws IOException {
        byte[] buffer = new byte[4096];
        while (socket.getInputStream().read(buffer) >= 0) {
            // Nothing to do with it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    /** Cuts the connections there are. */
    public void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
