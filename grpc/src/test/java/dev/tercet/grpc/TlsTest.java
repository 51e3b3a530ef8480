package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Frames;
import dev.tercet.grpc.support.RawServer;
import dev.tercet.grpc.support.Scripted;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.TestCertificates;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TlsTest {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @Test
    void aTrustedServer() throws Exception {
        try (Scripted server = server(CERTIFICATES.server(), false);
                Transport transport = to(server.port(), trusting(null, null))) {
            assertThat(put(transport).reply().revision()).isEqualTo(7);
        }
    }

    @Test
    void bothShowCertificates() throws Exception {
        try (Scripted server = server(CERTIFICATES.server(), true);
                Transport transport = to(server.port(), trusting(CERTIFICATES.client(), null))) {
            assertThat(put(transport).reply().revision()).isEqualTo(7);
        }
    }

    @Test
    void theServerWantsACertificate() throws Exception {
        try (Scripted server = server(CERTIFICATES.server(), true);
                Transport transport = to(server.port(), trusting(null, null))) {
            WireFailure failure = put(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
            assertThat(failure.message()).contains("the server wants a client certificate");
        }
    }

    @Test
    void anUnknownAuthority() throws Exception {
        TlsMaterial system = Wire.tls(new KeyManager[0], new TrustManager[0], null);
        try (Scripted server = server(CERTIFICATES.server(), false);
                Transport transport = to(server.port(), system)) {
            WireFailure failure = put(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
            assertThat(failure.message()).contains("unable to find valid certification path");
        }
    }

    @Test
    void anExpiredServer() throws Exception {
        try (Scripted server = server(CERTIFICATES.expiredServer(), false);
                Transport transport = to(server.port(), trusting(null, null))) {
            WireFailure failure = put(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
            assertThat(failure.message()).contains("NotAfter");
        }
    }

    @Test
    void anotherName() throws Exception {
        try (Scripted server = server(CERTIFICATES.wrongHostServer(), false)) {
            try (Transport transport = to(server.port(), trusting(null, null))) {
                WireFailure failure = put(transport).failure();
                assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
                assertThat(failure.message()).contains("127.0.0.1");
            }
            try (Transport transport = to(server.port(), trusting(null, "elsewhere.invalid"))) {
                assertThat(put(transport).reply().revision()).isEqualTo(7);
            }
        }
    }

    @Test
    void plaintextToATlsPort() throws Exception {
        try (Scripted server = server(CERTIFICATES.server(), false);
                Transport transport = Wire.to(server.port())) {
            WireFailure failure = put(transport).failure();
            assertThat(failure.reach()).isIn(Reach.NEVER_LEFT, Reach.MISCONFIGURED);
            assertThat(failure.message()).isNotEqualTo("io exception");
        }
    }

    @Test
    void aTlsAlertToPlaintext() throws Exception {
        try (RawServer server = new RawServer(socket -> {
                    Frames.readPreface(socket.getInputStream());
                    socket.getOutputStream().write(new byte[] {0x15, 3, 1, 0, 2, 2, 0x16});
                    RawServer.drain(socket);
                });
                Transport transport = Wire.to(server.port())) {
            WireFailure failure = put(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
            assertThat(failure.message()).contains("speaks TLS");
        }
    }

    @Test
    void tlsToAPlainGrpcPort() throws Exception {
        try (RawServer server = new RawServer(socket -> {
                    Frames.settings(socket.getOutputStream());
                    RawServer.drain(socket);
                });
                Transport transport = to(server.port(), trusting(null, null))) {
            WireFailure failure = put(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
            assertThat(failure.message()).contains("no TLS");
        }
    }

    @Test
    void aServerThatDiesInTheHandshake() throws Exception {
        try (RawServer server = new RawServer(socket -> socket.getInputStream().read());
                Transport transport = to(server.port(), trusting(null, null))) {
            WireFailure failure = put(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(failure.message()).isNotEqualTo("io exception");
        }
    }

    private static Answer<PutResult> put(Transport transport) {
        return Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"));
    }

    private static Transport to(int port, TlsMaterial tls) {
        return Wire.to(new Endpoint("https", "127.0.0.1", port), tls);
    }

    private static Scripted server(Identity identity, boolean clientCertificates) throws IOException {
        TlsServerCredentials.Builder credentials = TlsServerCredentials.newBuilder()
                .keyManager(identity.certificate().toFile(), identity.key().toFile());
        if (clientCertificates) {
            credentials.trustManager(CERTIFICATES.ca().toFile()).clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
        }
        return Scripted.start(credentials.build());
    }

    private static TlsMaterial trusting(@Nullable Identity client, @Nullable String serverName)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(CERTIFICATES.trustStore()));
        if (client == null) {
            return Wire.tls(new KeyManager[0], trust.getTrustManagers(), serverName);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(client.store()), TestCertificates.STORE_PASSWORD.toCharArray());
        return Wire.tls(keys.getKeyManagers(), trust.getTrustManagers(), serverName);
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, TestCertificates.STORE_PASSWORD.toCharArray());
        }
        return store;
    }
}
