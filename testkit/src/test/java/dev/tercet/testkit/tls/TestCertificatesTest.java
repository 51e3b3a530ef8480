package dev.tercet.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestCertificatesTest {
    @TempDir
    Path dir;

    private TestCertificates certificates;

    @BeforeEach
    void create() {
        certificates = TestCertificates.create(dir.resolve("made"));
    }

    @Test
    void theServerIsGoodForLoopbackAndAsAClient() throws Exception {
        X509Certificate server = read(certificates.server().certificate());
        assertThat(server.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        validate(server, certificates.ca());
    }

    @Test
    void theOthersAreWrongInTheirOneWay() throws Exception {
        X509Certificate expired = read(certificates.expiredServer().certificate());
        assertThatThrownBy(expired::checkValidity).isInstanceOf(CertificateExpiredException.class);
        expired.verify(read(certificates.ca()).getPublicKey());

        X509Certificate wrongHost = read(certificates.wrongHostServer().certificate());
        assertThat(wrongHost.getSubjectAlternativeNames()).containsExactly(List.of(2, "elsewhere.invalid"));
        validate(wrongHost, certificates.ca());

        X509Certificate stranger = read(certificates.strangerClient().certificate());
        assertThatThrownBy(() -> stranger.verify(read(certificates.ca()).getPublicKey()))
                .isInstanceOf(SignatureException.class);
        validate(stranger, certificates.otherCa());
    }

    @ParameterizedTest
    @EnumSource(KeyForm.class)
    void everyFormOfKeyBelongsToItsCertificate(KeyForm form) throws Exception {
        Identity identity = certificates.client("alice", form);
        X509Certificate certificate = read(identity.certificate());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=alice");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        validate(certificate, certificates.ca());

        char[] password = TestCertificates.STORE_PASSWORD.toCharArray();
        KeyStore store = load(identity.store());
        PrivateKey key = (PrivateKey) store.getKey("key", password);
        assertThat(store.getCertificateChain("key")).hasSize(2);
        assertThat(signs(key, certificate.getPublicKey())).isTrue();
        String pem = Files.readString(identity.key());
        switch (form) {
            case PKCS8_EC, PKCS8_RSA ->
                assertThat(KeyFactory.getInstance(key.getAlgorithm())
                                .generatePrivate(new PKCS8EncodedKeySpec(der(pem))))
                        .isEqualTo(key);
            case PKCS1_RSA -> assertThat(pem).startsWith("-----BEGIN RSA PRIVATE KEY-----");
            case SEC1_EC -> assertThat(pem).startsWith("-----BEGIN EC PRIVATE KEY-----");
        }
    }

    /** The forms that the JDK does not read are put to those who do, where there is an openssl to ask. */
    @ParameterizedTest
    @EnumSource(KeyForm.class)
    void opensslReadsTheKey(KeyForm form) throws Exception {
        Identity identity = certificates.server(form);
        assumeTrue(onPath("openssl"), "no openssl on the PATH");
        String ofKey = openssl("pkey", "-in", identity.key().toString(), "-pubout");
        String ofCertificate = openssl("x509", "-in", identity.certificate().toString(), "-noout", "-pubkey");
        assertThat(ofKey).startsWith("-----BEGIN PUBLIC KEY").isEqualTo(ofCertificate);
        assertThat(openssl(
                        "verify",
                        "-x509_strict",
                        "-CAfile",
                        certificates.ca().toString(),
                        identity.certificate().toString()))
                .contains("OK");
    }

    @Test
    void theTrustStoreTrustsTheAuthorityAlone() throws Exception {
        KeyStore store = load(certificates.trustStore());
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.getCertificate("ca")).isEqualTo(read(certificates.ca()));
    }

    private static boolean onPath(String command) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static String openssl(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static void validate(X509Certificate leaf, Path ca) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(read(ca), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
    }

    private static boolean signs(PrivateKey key, PublicKey publicKey) throws Exception {
        Signature signature =
                Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(new byte[] {1, 2, 3});
        return signature.verify(signed);
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z0-9 ]+-----", ""));
    }

    private static X509Certificate read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static KeyStore load(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, TestCertificates.STORE_PASSWORD.toCharArray());
            return store;
        }
    }
}
