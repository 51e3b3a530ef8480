package dev.tercet.internal.tls;

import dev.tercet.connection.Tls;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A TLS handshake in memory, with the client's side made of the material under test. */
final class Handshake {
    private final FileTlsMaterial material;
    private final Tls server;

    /** {@code server} names the server's certificate as its identity, and whose clients it believes as its authorities. */
    Handshake(FileTlsMaterial material, Tls server) {
        this.material = material;
        this.server = server;
    }

    /** Shakes hands, expecting {@code host} in the server's certificate; returns what the client showed. */
    List<X509Certificate> expecting(String host, String protocol) throws Exception {
        SSLContext clientSide = SSLContext.getInstance("TLS");
        clientSide.init(material.keyManagers(), material.trustManagers(), null);
        SSLEngine client = clientSide.createSSLEngine(host, 2379);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        client.setSSLParameters(parameters);

        SSLContext serverSide = SSLContext.getInstance("TLS");
        ClientIdentity identity = ClientIdentity.read(server.identity().orElseThrow());
        serverSide.init(
                new KeyManager[] {new OneServer(identity)},
                server.authorities().isPresent()
                        ? new TrustManager[] {
                            TrustAnchors.read(server.authorities().get())
                        }
                        : null,
                null);
        SSLEngine other = serverSide.createSSLEngine();
        other.setUseClientMode(false);
        other.setNeedClientAuth(server.authorities().isPresent());
        shake(client, other);
        if (!other.getNeedClientAuth()) {
            return List.of();
        }
        return List.of((X509Certificate[]) other.getSession().getPeerCertificates());
    }

    private static void shake(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
        for (int round = 0; round < 50; round++) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
            if (idle(client) && idle(server) && toServer.position() == 0 && toClient.position() == 0) {
                return;
            }
        }
        throw new SSLException("no end of the handshake");
    }

    private static boolean idle(SSLEngine engine) {
        return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        ByteBuffer plain = ByteBuffer.allocate(1 << 16);
        SSLEngineResult result;
        do {
            result = engine.wrap(ByteBuffer.allocate(0), out);
            runTasks(engine);
        } while (result.bytesProduced() > 0 && !idle(engine));
        in.flip();
        do {
            result = engine.unwrap(in, plain);
            runTasks(engine);
        } while (result.bytesConsumed() > 0 && in.hasRemaining());
        in.compact();
    }

    private static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** A server's key manager with one certificate. */
    private static final class OneServer extends javax.net.ssl.X509ExtendedKeyManager {
        private final ClientIdentity identity;

        OneServer(ClientIdentity identity) {
            this.identity = identity;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, java.security.Principal[] issuers, SSLEngine engine) {
            return keyType.startsWith(identity.key().getAlgorithm()) ? "server" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chain().toArray(new X509Certificate[0]);
        }

        @Override
        public java.security.PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, java.security.Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, java.security.Principal[] issuers, java.net.Socket socket) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, java.security.Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, java.security.Principal[] issuers, java.net.Socket socket) {
            return null;
        }
    }
}
