package dev.tercet.conformance.v2;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that knows only where else to ask. */
final class Redirector implements AutoCloseable {
    private static final int TEMPORARY = 307;

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    private Redirector(String target) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Location", target + exchange.getRequestURI());
            exchange.sendResponseHeaders(TEMPORARY, -1);
            exchange.close();
        });
        server.start();
    }

    static Redirector to(String target) {
        try {
            return new Redirector(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
