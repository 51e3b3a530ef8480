package dev.tercet.internal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JDK's own trust manager over the certificates in a PEM file. */
final class TrustAnchors {
    private TrustAnchors() {}

    static X509ExtendedTrustManager read(Path file) {
        // No file is to blame where none of these does.
        return verifying(managers(file));
    }

    private static TrustManager[] managers(Path file) {
        Iterable<X509Certificate> certificates = Certificates.read(file, "trusted certificates");
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            int number = 0;
            for (X509Certificate certificate : certificates) {
                anchors.setCertificateEntry("anchor-" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "trusted certificates file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager verifying(TrustManager[] managers) {
        for (TrustManager manager : managers) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("this JVM has no PKIX trust manager that verifies host names");
    }
}
