package dev.tercet.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Tls;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTlsMaterialTest {
    private static final String TLS_1_3 = "TLSv1.3";

    @TempDir
    static Path made;

    @TempDir
    Path dir;

    private static OpenSsl ssl;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ssl = new OpenSsl(made);
        ssl.authority("ca");
        ssl.authority("other-ca");
        ssl.leaf("server", "ca", "DNS:localhost,IP:127.0.0.1");
        ssl.leaf("client", "ca", "DNS:client");
        ssl.leaf("client2", "ca", "DNS:client2");
        ssl.selfSigned("auto", "IP:127.0.0.1");
        ssl.run("pkcs12", "-export", "-in", "client.pem", "-inkey", "client.key", "-certfile", "ca.pem")
                .with("-out", "client.p12", "-passout", "pass:secret")
                .go();
        ssl.run("pkcs12", "-export", "-in", "ca.pem", "-nokeys", "-out", "keyless.p12", "-passout", "pass:secret")
                .go();
    }

    private static Tls server(String name) {
        return Tls.system().withClientCertificate(ssl.file(name + ".pem"), ssl.file(name + ".key"));
    }

    private static Tls choosyServer() {
        return server("server").withAuthorities(ssl.file("ca.pem"));
    }

    private static Tls trusting() {
        return Tls.trusting(ssl.file("ca.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void showsTheClientCertificateAndVerifiesTheServer(String protocol) throws Exception {
        Tls tls = trusting().withClientCertificate(ssl.file("client.pem"), ssl.file("client.key"));

        var shown = new Handshake(FileTlsMaterial.of(tls), choosyServer()).expecting("localhost", protocol);

        assertThat(shown.get(0).getSubjectX500Principal().getName()).isEqualTo("CN=client");
    }

    @Test
    void showsTheCertificateOfAStore() throws Exception {
        Tls tls = trusting().withClientStore(ssl.file("client.p12"), "secret");

        var shown = new Handshake(FileTlsMaterial.of(tls), choosyServer()).expecting("127.0.0.1", TLS_1_3);

        assertThat(shown.get(0).getSubjectX500Principal().getName()).isEqualTo("CN=client");
    }

    @Test
    void refusesAHostThatTheCertificateDoesNotName() {
        Handshake handshake = new Handshake(FileTlsMaterial.of(trusting()), server("server"));

        assertThatThrownBy(() -> handshake.expecting("example.org", TLS_1_3))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("not for example.org, but for [localhost, 127.0.0.1]")
                .hasMessageContaining("give its name to Tls.withServerName");
    }

    @Test
    void refusesAnotherAuthority() {
        Tls tls = Tls.trusting(ssl.file("other-ca.pem"));
        Handshake handshake = new Handshake(FileTlsMaterial.of(tls), server("server"));

        assertThatThrownBy(() -> handshake.expecting("localhost", TLS_1_3))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("CN=server, issued by CN=ca")
                .hasMessageEndingWith("by the certificates in " + ssl.file("other-ca.pem")
                        + "; Tls.trusting wants that of its authority");
    }

    @Test
    void saysWhatToDoAboutAnAuthorityThatTheJvmDoesNotKnow() {
        Handshake handshake = new Handshake(FileTlsMaterial.of(Tls.system()), server("server"));

        assertThatThrownBy(() -> handshake.expecting("localhost", TLS_1_3))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageEndingWith(
                        "the server's certificate (CN=server, issued by CN=ca) is not vouched for by what this JVM trusts;"
                                + " if its authority is one of your own, give the authority's file to Tls.trusting");
    }

    @Test
    void saysThatACertificateHasExpired() throws Exception {
        ssl.run("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial")
                .with("-days", "-1", "-extfile", "server.ext", "-out", "expired.pem")
                .go();
        Tls expired = Tls.system().withClientCertificate(ssl.file("expired.pem"), ssl.file("server.key"));
        Handshake handshake = new Handshake(FileTlsMaterial.of(trusting()), expired);

        assertThatThrownBy(() -> handshake.expecting("localhost", TLS_1_3))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("has expired");
    }

    @Test
    void trustsAnEndEntityThatSignedItself() throws Exception {
        Handshake handshake = new Handshake(FileTlsMaterial.of(Tls.trusting(ssl.file("auto.pem"))), server("auto"));

        handshake.expecting("127.0.0.1", TLS_1_3);

        assertThatThrownBy(() -> handshake.expecting("localhost", TLS_1_3))
                .as("its certificate names an address only")
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void believesAnythingOnlyWhenToldTo() throws Exception {
        FileTlsMaterial material = FileTlsMaterial.of(Tls.system().withoutVerification());

        new Handshake(material, server("auto")).expecting("nobody.example", TLS_1_3);

        assertThat(material.isVerifying()).isFalse();
    }

    @Test
    void warnsOfThat() {
        PrintStream before = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            FileTlsMaterial.of(trusting());
            assertThat(logged.toString(StandardCharsets.UTF_8)).isEmpty();
            FileTlsMaterial.of(Tls.system().withoutVerification());
            assertThat(logged.toString(StandardCharsets.UTF_8))
                    .contains("WARN", "certificates of etcd's servers are not verified");
        } finally {
            System.setErr(before);
        }
    }

    /** As in a JVM whose providers have none; that is not the file's fault. */
    @Test
    void aJvmThatCannotVerifyIsSaidSo() {
        Provider nothing = new Provider("nothing", "1", "no trust managers") {
            private static final long serialVersionUID = 1;

            {
                putService(new Service(
                        this, "TrustManagerFactory", "PKIX", NoTrustManagers.class.getName(), List.of(), Map.of()));
            }
        };
        Security.insertProviderAt(nothing, 1);
        try {
            assertThatThrownBy(() -> TrustAnchors.read(ssl.file("ca.pem")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("this JVM has no PKIX trust manager");
        } finally {
            Security.removeProvider(nothing.getName());
        }
    }

    /** Makes none. */
    public static final class NoTrustManagers extends TrustManagerFactorySpi {
        /** For the JDK. */
        public NoTrustManagers() {}

        @Override
        protected void engineInit(KeyStore store) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return new TrustManager[0];
        }
    }

    @Test
    void leavesTrustToTheJvmUnlessTold() {
        FileTlsMaterial material = FileTlsMaterial.of(Tls.system().withServerName("etcd"));

        assertThat(material.trustManagers())
                .singleElement()
                .isInstanceOfSatisfying(
                        X509TrustManager.class,
                        own -> assertThat(own.getAcceptedIssuers()).isNotEmpty());
        assertThat(material.keyManagers()).isEmpty();
        assertThat(material.serverName()).contains("etcd");
        assertThat(material.isVerifying()).isTrue();
    }

    @Test
    void readsAReplacedClientCertificateForTheNextHandshake() throws Exception {
        Path certificate = copy("client.pem", "c.pem");
        Path key = copy("client.key", "c.key");
        Tls tls = trusting().withClientCertificate(certificate, key);
        Handshake handshake = new Handshake(FileTlsMaterial.of(tls), choosyServer());
        assertThat(subject(handshake)).isEqualTo("CN=client");

        copy("client2.pem", "c.pem");
        assertThat(subject(handshake)).as("half replaced: the old pair stays").isEqualTo("CN=client");
        copy("client2.key", "c.key");
        assertThat(subject(handshake)).isEqualTo("CN=client2");

        Files.writeString(key, "garbage");
        assertThat(subject(handshake)).as("broken: the old pair stays").isEqualTo("CN=client2");
        Files.delete(key);
        assertThat(subject(handshake)).as("gone: the old pair stays").isEqualTo("CN=client2");
    }

    @Test
    void takesOneFileForCertificateAndKey() throws Exception {
        String certificate = Files.readString(ssl.file("client.pem"));
        String key = Files.readString(ssl.file("client.key"));
        for (String both : new String[] {certificate + key, key + certificate}) {
            Path pem = Files.writeString(dir.resolve("both.pem"), both);
            Tls tls = trusting().withClientCertificate(pem, pem);
            assertThat(subject(new Handshake(FileTlsMaterial.of(tls), choosyServer())))
                    .isEqualTo("CN=client");
        }
    }

    @Test
    void readsReplacedAuthoritiesForTheNextHandshake() throws Exception {
        Path authorities = copy("other-ca.pem", "a.pem");
        Handshake handshake = new Handshake(FileTlsMaterial.of(Tls.trusting(authorities)), server("server"));
        assertThatThrownBy(() -> handshake.expecting("localhost", TLS_1_3)).isInstanceOf(SSLHandshakeException.class);

        copy("ca.pem", "a.pem");

        handshake.expecting("localhost", TLS_1_3);
    }

    @Test
    void namesWhatIsWrongWithAFile() throws Exception {
        Path none = dir.resolve("none.pem");
        Path garbage = Files.write(dir.resolve("garbage.pem"), new byte[] {0, (byte) 0xff, 1, 2});
        Path damaged = Files.writeString(
                dir.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path certificate = ssl.file("client.pem");
        Path key = ssl.file("client.key");

        refuses(Tls.trusting(none), "trusted certificates file " + none + " does not exist");
        refuses(Tls.trusting(garbage), garbage + " holds no certificate");
        refuses(Tls.trusting(key), "found PRIVATE KEY");
        refuses(Tls.trusting(damaged), damaged + " holds a certificate that cannot be read");
        refuses(Tls.system().withClientCertificate(none, key), "client certificate file " + none);
        refuses(Tls.system().withClientCertificate(certificate, none), "client key file " + none);
        refuses(Tls.system().withClientCertificate(certificate, certificate), "holds no private key");
        refuses(Tls.system().withClientCertificate(certificate, ssl.file("server.key")), "does not belong to");
        refuses(Tls.system().withClientStore(garbage, "secret"), garbage + " is not a PKCS#12 store");
        refuses(Tls.system().withClientStore(ssl.file("client.p12"), "wrong"), "does not open with the password");
        refuses(Tls.system().withClientStore(ssl.file("keyless.p12"), "secret"), "holds no private key");
        refuses(Tls.trusting(dir), dir + " cannot be read");
    }

    private static void refuses(Tls tls, String saying) {
        assertThatThrownBy(() -> FileTlsMaterial.of(tls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(saying)
                .hasMessageNotContaining("secret");
    }

    private static String subject(Handshake handshake) throws Exception {
        X509Certificate shown = handshake.expecting("localhost", TLS_1_3).get(0);
        return shown.getSubjectX500Principal().getName();
    }

    private Path copy(String from, String to) throws Exception {
        Path target = dir.resolve(to);
        Files.deleteIfExists(target);
        return Files.copy(ssl.file(from), target, StandardCopyOption.REPLACE_EXISTING);
    }
}
