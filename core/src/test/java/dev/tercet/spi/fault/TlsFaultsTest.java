package dev.tercet.spi.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a handshake that failed, for what the JDKs and Netty throw. */
final class TlsFaultsTest {
    private static Throwable handshake(String words, Throwable cause) {
        return new SSLHandshakeException(words).initCause(cause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Remote host terminated the handshake",
                "Connection closed while SSL/TLS handshake was in progress",
                "handshake timed out after 10000ms",
                "Connection reset by peer",
                "EOF reached while reading",
                "Broken pipe",
            })
    void whatAServerThatDiesLooksLikeMayPass(String words) {
        assertThat(TlsFaults.misconfiguration(new SSLHandshakeException(words))).isNull();
        assertThat(TlsFaults.misconfiguration(handshake(words, new EOFException("SSL peer shut down incorrectly"))))
                .isNull();
        assertThat(TlsFaults.misconfiguration(new IOException("io exception", handshake("", new IOException(words)))))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        (handshake_failure) Received fatal alert: handshake_failure | TLS handshake failed: Received fatal alert: handshake_failure
        Received fatal alert: protocol_version                      | TLS handshake failed: Received fatal alert: protocol_version
        Received fatal alert: certificate_required | TLS handshake failed: Received fatal alert: certificate_required; the server wants a client certificate
        error:0A00045C:SSL routines:TLSV13_ALERT_CERTIFICATE_REQUIRED | TLS handshake failed: error:0A00045C:SSL routines:TLSV13_ALERT_CERTIFICATE_REQUIRED; the server wants a client certificate
        Unrecognized SSL message, plaintext connection?             | the peer speaks no TLS: its endpoint begins with http://
        """)
    void whatOneSideHasToMend(String thrown, String said) {
        assertThat(TlsFaults.misconfiguration(new SSLException(thrown))).isEqualTo(said);
        assertThat(TlsFaults.misconfiguration(new IOException("io exception", new SSLHandshakeException(thrown))))
                .isEqualTo(said);
    }

    @Test
    void aCertificateIsNamedBeforeTheHandshakeThatItEnded() {
        CertificateException untrusted = new CertificateException(
                "PKIX path building failed", new CertPathValidatorException("no way to an anchor\nand its insides"));
        assertThat(TlsFaults.misconfiguration(handshake("(certificate_unknown) PKIX path building failed", untrusted)))
                .isEqualTo("certificate refused: no way to an anchor");
    }

    @Test
    void aBareDateIsExplained() {
        assertThat(TlsFaults.misconfiguration(
                        handshake("Connection closed", new CertificateExpiredException("NotAfter: yesterday"))))
                .isEqualTo("certificate refused: the certificate has expired: NotAfter: yesterday");
        assertThat(TlsFaults.misconfiguration(new CertificateNotYetValidException("NotBefore: tomorrow")))
                .isEqualTo("certificate refused: the certificate is not yet valid: NotBefore: tomorrow");
    }

    @Test
    void whatIsNotAboutTlsIsNoneOfItsFaults() {
        assertThat(TlsFaults.misconfiguration(new IOException("Received nonsense")))
                .isNull();
    }
}
