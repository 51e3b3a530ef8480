package dev.tercet.internal.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/** Private keys in PEM files: PKCS#8, PKCS#1 and SEC 1. */
final class PrivateKeys {
    private static final String WHAT = "client key";
    private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA", "RSASSA-PSS"};

    private PrivateKeys() {}

    static PrivateKey read(Path file) {
        PemFile pem = PemFile.read(file, WHAT);
        for (PemFile.Block block : pem.blocks()) {
            if (block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
                throw new IllegalArgumentException(
                        WHAT + " file " + file
                                + " is encrypted: decrypt it (openssl pkey -in … -out …), or use a PKCS#12 file with a password");
            }
            try {
                Optional<PrivateKey> key = key(pem, block);
                if (key.isPresent()) {
                    return key.get();
                }
            } catch (GeneralSecurityException | RuntimeException e) {
                // Why, its cause says, in words that show nothing of what is in the file.
                throw new IllegalArgumentException(
                        WHAT + " file " + file + " holds a \"" + block.label() + "\" that cannot be read as one", e);
            }
        }
        throw new IllegalArgumentException(WHAT + " file " + file
                + " holds no private key: expected -----BEGIN PRIVATE KEY----- (PKCS#8), RSA PRIVATE KEY (PKCS#1) or"
                + " EC PRIVATE KEY (SEC 1), found " + pem.contents());
    }

    private static Optional<PrivateKey> key(PemFile pem, PemFile.Block block) throws GeneralSecurityException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> Optional.of(ofPkcs8(block.der().toArray()));
            case "RSA PRIVATE KEY" ->
                Optional.of(ofPkcs8(Der.pkcs8OfRsa(block.der().toArray())));
            case "EC PRIVATE KEY" ->
                Optional.of(ofPkcs8(Der.pkcs8OfEc(block.der().toArray(), curve(pem, block))));
            default -> Optional.empty();
        };
    }

    private static byte[] curve(PemFile pem, PemFile.Block block) {
        byte[] own = Der.curveOf(block.der().toArray());
        if (own != null) {
            return own;
        }
        // Written by "openssl ecparam", beside the key.
        return pem.first("EC PARAMETERS")
                .map(parameters -> parameters.der().toArray())
                .orElseThrow(() -> new IllegalArgumentException("it names no curve"));
    }

    private static PrivateKey ofPkcs8(byte[] der) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        InvalidKeySpecException last = new InvalidKeySpecException("no algorithm of this JVM takes it");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
                last.addSuppressed(e);
            }
        }
        throw last;
    }
}
