package dev.tercet.testkit.etcd;

import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.TestCertificates;

/**
 * TLS on the ports that clients call.
 *
 * @param certificates whose authority the server and {@code etcdctl} trust
 * @param server who the server says it is, {@link TestCertificates#server()} unless a test wants a bad one
 * @param clientCertificates whether the server refuses clients that show no certificate
 * @since 0.1
 */
public record Tls(TestCertificates certificates, Identity server, boolean clientCertificates) {
    /** Clients need not show a certificate. */
    public static Tls oneWay() {
        TestCertificates certificates = TestCertificates.shared();
        return new Tls(certificates, certificates.server(), false);
    }

    /** Clients must show a certificate of the same authority. */
    public static Tls mutual() {
        TestCertificates certificates = TestCertificates.shared();
        return new Tls(certificates, certificates.server(), true);
    }

    /** The same with another server certificate. */
    public Tls withServer(Identity identity) {
        return new Tls(certificates, identity, clientCertificates);
    }
}
