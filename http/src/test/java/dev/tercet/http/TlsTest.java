package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom TLS expects, what it indicates, and what it makes of others. */
final class TlsTest {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final char[] PASSWORD = TestCertificates.STORE_PASSWORD.toCharArray();

    private final List<String> indicated = new CopyOnWriteArrayList<>();

    private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static X509ExtendedKeyManager keys(Identity identity) throws GeneralSecurityException, IOException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store(identity.store()), PASSWORD);
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    private static TrustManager[] trust() throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store(CERTIFICATES.trustStore()));
        return factory.getTrustManagers();
    }

    private static TlsMaterial trusting(@Nullable String serverName) throws GeneralSecurityException, IOException {
        return new Doors.Material(new KeyManager[0], trust(), Optional.ofNullable(serverName), true);
    }

    private ScriptedHttp server(Identity identity) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Noting(keys(identity))}, trust(), null);
        ScriptedHttp server = ScriptedHttp.start(context);
        server.path("/a").always(HttpAnswer.json("{}"));
        return server;
    }

    private static @Nullable WireFailure post(HttpDoor door) {
        Taken taken = new Taken();
        door.send(Doors.post("/a", "{}"), taken).request(Long.MAX_VALUE);
        return taken.end();
    }

    private static @Nullable WireFailure once(String endpoint, TlsMaterial tls) {
        HttpDoor door = JdkHttpDoor.open(Endpoint.parse(endpoint, true), Doors.settings(tls), 4, null);
        try {
            return post(door);
        } finally {
            door.close();
        }
    }

    private static void refused(@Nullable WireFailure failure) {
        assertThat(failure).isNotNull();
        assertThat(failure.reach()).as(failure::toString).isEqualTo(Reach.MISCONFIGURED);
        assertThat(failure.message()).startsWith("certificate refused: ");
    }

    @Test
    void aServerIsBelievedForItsHost() throws Exception {
        try (ScriptedHttp server = server(CERTIFICATES.server())) {
            assertThat(once(server.endpoint(), trusting(null))).isNull();
            assertThat(once("https://localhost:" + server.port(), trusting(null)))
                    .isNull();
            assertThat(indicated).contains("localhost");
            refused(once(server.endpoint(), trusting("elsewhere.invalid")));
            refused(once("https://localhost:" + server.port(), trusting("elsewhere.invalid")));
        }
    }

    @Test
    void anotherNameCanBeExpected() throws Exception {
        try (ScriptedHttp server = server(CERTIFICATES.wrongHostServer())) {
            refused(once(server.endpoint(), trusting(null)));
            refused(once(server.endpoint(), trusting("other.invalid")));
            assertThat(once(server.endpoint(), trusting("elsewhere.invalid"))).isNull();
            assertThat(once("https://localhost:" + server.port(), trusting("elsewhere.invalid")))
                    .isNull();
            assertThat(indicated).endsWith("elsewhere.invalid", "elsewhere.invalid");
        }
    }

    @Test
    void websocketsExpectItToo() throws Exception {
        try (ScriptedHttp server = server(CERTIFICATES.wrongHostServer())) {
            server.path("/w").always(exchange -> exchange.upgrade().text("hello"));
            HttpDoor door = JdkHttpDoor.open(
                    Endpoint.parse(server.endpoint(), true), Doors.settings(trusting("elsewhere.invalid")), 4, null);
            JdkSocketTest.Ear ear = new JdkSocketTest.Ear();
            door.connect("/w", List.of(), ear).request(1);
            ear.hears("open", "hello");
            door.close();
        }
    }

    /** Another name, an end that has come, an authority that nobody vouches for. */
    @Test
    void websocketsBelieveNobodyElseEither() throws Exception {
        for (Identity identity : List.of(CERTIFICATES.wrongHostServer(), CERTIFICATES.expiredServer())) {
            try (ScriptedHttp server = server(identity)) {
                websocketRefused(server, trusting(null));
                refused(once(server.endpoint(), trusting(null)));
            }
        }
        try (ScriptedHttp server = server(CERTIFICATES.server())) {
            websocketRefused(server, Doors.JVMS);
        }
    }

    private static void websocketRefused(ScriptedHttp server, TlsMaterial tls) {
        server.path("/w").always(exchange -> exchange.upgrade().text("hello"));
        HttpDoor door = JdkHttpDoor.open(Endpoint.parse(server.endpoint(), true), Doors.settings(tls), 4, null);
        JdkSocketTest.Ear ear = new JdkSocketTest.Ear();
        door.connect("/w", List.of(), ear).request(1);
        refused(ear.failed());
        assertThat(server.path("/w").count()).as("told").isZero();
        door.close();
    }

    @Test
    void anybodyIsBelievedWhenNobodyIsVerified() throws Exception {
        TlsMaterial careless =
                new Doors.Material(new KeyManager[0], new TrustManager[] {new Anybody()}, Optional.empty(), false);
        try (ScriptedHttp server = server(CERTIFICATES.wrongHostServer())) {
            assertThat(once(server.endpoint(), careless)).isNull();
        }
    }

    @Test
    void nobodyIsBelievedWhoseAuthorityIsUnknown() throws Exception {
        try (ScriptedHttp server = server(CERTIFICATES.server())) {
            refused(once(server.endpoint(), Doors.JVMS));
        }
    }

    /** Notes which names clients indicate. */
    private final class Noting extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        Noting(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, java.net.Socket socket) {
            if (((SSLSocket) socket).getHandshakeSession() instanceof ExtendedSSLSession session) {
                session.getRequestedServerNames()
                        .forEach(name -> indicated.add(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
            }
            return keys.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, java.net.Socket socket) {
            return keys.chooseClientAlias(types, issuers, socket);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys.getClientAliases(type, issuers);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return keys.getServerAliases(type, issuers);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }

    /** Believes anybody. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
