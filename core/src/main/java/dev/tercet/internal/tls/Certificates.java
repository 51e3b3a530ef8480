package dev.tercet.internal.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates in PEM files. */
final class Certificates {
    private Certificates() {}

    /** All of them, at least one, in the file's order. */
    static List<X509Certificate> read(Path file, String what) {
        PemFile pem = PemFile.read(file, what);
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemFile.Block block : pem.blocks()) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(parse(file, what, block.der().toArray()));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(what + " file " + file
                    + " holds no certificate: expected -----BEGIN CERTIFICATE-----, found " + pem.contents());
        }
        return List.copyOf(certificates);
    }

    private static X509Certificate parse(Path file, String what, byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | RuntimeException e) {
            // The latter is what the JDK's reader lets through for some of what is no certificate.
            throw new IllegalArgumentException(
                    what + " file " + file + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
    }
}
