package dev.tercet.benchmarks.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** As much of etcd's JSON gateway as the rows need, with a thread for each connection. */
final class JsonServer {
    private final ServerSocket server;

    private JsonServer(ServerSocket server) {
        this.server = server;
    }

    static JsonServer start() throws IOException {
        JsonServer started = new JsonServer(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        daemon("accept", started::accept);
        return started;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon("connection", () -> serve(socket));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            new JsonConnection(socket).serve();
        } catch (IOException e) {
            // The client closed it, which is how most of them end.
        }
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
