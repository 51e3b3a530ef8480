package dev.tercet.conformance.security;

import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** TLS before a server of the loopback that has none, under the certificate of an identity. What is deciphered is passed on. */
final class TlsFront implements AutoCloseable {
    private final SSLServerSocket listening;
    private final int behind;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger met = new AtomicInteger();
    private final AtomicInteger believed = new AtomicInteger();

    private TlsFront(SSLServerSocket listening, int behind) {
        this.listening = listening;
        this.behind = behind;
    }

    /** Before the server at this port of 127.0.0.1, at another port of it. */
    static TlsFront of(Identity identity, int behind) {
        try {
            SSLServerSocket listening = (SSLServerSocket) context(identity)
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            TlsFront front = new TlsFront(listening, behind);
            front.threads.execute(front::accept);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Identity identity) throws IOException, GeneralSecurityException {
        char[] password = TestCertificates.STORE_PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(identity.store())) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many connections were made to it. */
    int met() {
        return met.get();
    }

    /** How many of them went on to say something after the handshake. */
    int believed() {
        return believed.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) listening.accept();
                met.incrementAndGet();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException | RuntimeException e) {
                // It is closed.
                return;
            }
        }
    }

    private void serve(SSLSocket client) {
        try (client;
                Socket server = new Socket(listening.getInetAddress(), behind)) {
            open.add(server);
            client.setHandshakeApplicationProtocolSelector((socket, offered) -> offered.contains("h2") ? "h2" : "");
            client.startHandshake();
            byte[] first = new byte[1];
            if (client.getInputStream().read(first) < 1) {
                return;
            }
            believed.incrementAndGet();
            server.getOutputStream().write(first);
            threads.execute(() -> pump(server, client));
            pump(client, server);
        } catch (IOException | RuntimeException e) {
            // The client did not believe it, or either went away: the test looks at what the client says.
            return;
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] part = new byte[1 << 14];
            for (int count = in.read(part); count > 0; count = in.read(part)) {
                out.write(part, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // Either went away.
            return;
        }
    }

    /** Ends it and its connections before its time. */
    void stop() {
        close();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
