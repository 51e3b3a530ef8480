package dev.tercet.testkit.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A certificate authority: a key, its self-signed certificate, and the signing of others.
 *
 * <p>The JDK has no public way to make a certificate but the {@code keytool} command, which takes a second for each
 * step and knows no certificate that has expired already. The structure is short enough to write it here.
 */
final class Authority {
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    Authority(String name) throws GeneralSecurityException {
        this.name = name;
        this.keys = KeyForm.PKCS8_EC.generate();
        Instant now = Instant.now();
        this.certificate = sign(
                name,
                keys.getPublic(),
                now.minus(Duration.ofDays(30)),
                now.plus(Duration.ofDays(30)),
                List.of(
                        extension("2.5.29.19", true, Der.sequence(Der.yes())),
                        extension("2.5.29.15", true, Der.bits(1, new byte[] {0x06})))); // keyCertSign, cRLSign
    }

    X509Certificate certificate() {
        return certificate;
    }

    X509Certificate issue(LeafRequest leaf, PublicKey key) throws GeneralSecurityException {
        List<byte[]> extensions = new ArrayList<>();
        extensions.add(extension("2.5.29.19", true, Der.sequence()));
        extensions.add(extension("2.5.29.15", true, Der.bits(5, new byte[] {(byte) 0xa0}))); // signature, encipherment
        extensions.add(extension("2.5.29.37", false, Der.sequence(leaf.usages())));
        if (!leaf.names().isEmpty()) {
            byte[][] names = leaf.names().stream().map(SubjectName::encoded).toArray(byte[][]::new);
            extensions.add(extension("2.5.29.17", false, Der.sequence(names)));
        }
        return sign(leaf.commonName(), key, leaf.notBefore(), leaf.notAfter(), extensions);
    }

    private X509Certificate sign(String subject, PublicKey key, Instant from, Instant to, List<byte[]> extensions)
            throws GeneralSecurityException {
        List<byte[]> all = new ArrayList<>(extensions);
        all.add(extension("2.5.29.14", false, Der.octets(keyId(key))));
        all.add(extension("2.5.29.35", false, Der.sequence(Der.tagged(0x80, keyId(keys.getPublic())))));
        byte[] algorithm = Der.sequence(Der.oid(ECDSA_SHA256));
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(96, RANDOM).setBit(96)),
                algorithm,
                distinguished(name),
                Der.sequence(Der.time(from), Der.time(to)),
                distinguished(subject),
                key.getEncoded(),
                Der.tagged(0xa3, Der.sequence(all.toArray(byte[][]::new))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        byte[] der = Der.sequence(body, algorithm, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static byte[] distinguished(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(commonName))));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        byte[] bits = Der.element(key.getEncoded(), 1);
        return MessageDigest.getInstance("SHA-1").digest(Arrays.copyOfRange(bits, 1, bits.length));
    }
}
