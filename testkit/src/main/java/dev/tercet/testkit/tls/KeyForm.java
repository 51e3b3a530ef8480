package dev.tercet.testkit.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/**
 * The algorithm of a private key together with the way it is written to a PEM file.
 *
 * @since 0.1
 */
public enum KeyForm {
    /** P-256 in {@code BEGIN PRIVATE KEY}. */
    PKCS8_EC("EC", "PRIVATE KEY"),
    /** RSA of 2048 bits in {@code BEGIN PRIVATE KEY}. */
    PKCS8_RSA("RSA", "PRIVATE KEY"),
    /** RSA of 2048 bits in {@code BEGIN RSA PRIVATE KEY}, as older openssl writes it. */
    PKCS1_RSA("RSA", "RSA PRIVATE KEY"),
    /** P-256 in {@code BEGIN EC PRIVATE KEY}, as {@code openssl ecparam} writes it. */
    SEC1_EC("EC", "EC PRIVATE KEY");

    private static final String P256 = "1.2.840.10045.3.1.7";
    private static final int P256_BYTES = 32;

    private final String algorithm;
    private final String label;

    KeyForm(String algorithm, String label) {
        this.algorithm = algorithm;
        this.label = label;
    }

    KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    String pem(KeyPair pair) {
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        return Pem.encode(
                label,
                switch (this) {
                    case PKCS8_EC, PKCS8_RSA -> pkcs8;
                    // PKCS#8 is version, algorithm, and an octet string that holds the PKCS#1 structure as it is.
                    case PKCS1_RSA -> Der.element(pkcs8, 2);
                    case SEC1_EC -> sec1(pair);
                });
    }

    /** Written anew, as the JDK leaves out the curve, which PKCS#8 has elsewhere and SEC1 has nowhere else. */
    private static byte[] sec1(KeyPair pair) {
        BigInteger secret = ((ECPrivateKey) pair.getPrivate()).getS();
        byte[] digits = Der.unsigned(secret);
        byte[] fixed = new byte[P256_BYTES];
        System.arraycopy(digits, 0, fixed, P256_BYTES - digits.length, digits.length);
        byte[] point = Der.element(pair.getPublic().getEncoded(), 1);
        return Der.sequence(
                Der.integer(BigInteger.ONE),
                Der.octets(fixed),
                Der.tagged(0xa0, Der.oid(P256)),
                Der.tagged(0xa1, Der.bits(0, Arrays.copyOfRange(point, 1, point.length))));
    }
}
