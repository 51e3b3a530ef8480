package dev.tercet.internal.tls;

import dev.tercet.connection.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the client shows of itself.
 *
 * @param key its key
 * @param chain its certificate first, then who vouches for it
 */
record ClientIdentity(PrivateKey key, List<X509Certificate> chain) {
    /** The files it comes from. */
    static List<Path> files(Tls.Identity from) {
        if (from instanceof Tls.PemIdentity pem) {
            return List.of(pem.certificate(), pem.key());
        }
        return List.of(((Tls.StoreIdentity) from).store());
    }

    static ClientIdentity read(Tls.Identity from) {
        return from instanceof Tls.PemIdentity pem ? ofPem(pem) : ofStore((Tls.StoreIdentity) from);
    }

    private static ClientIdentity ofPem(Tls.PemIdentity pem) {
        List<X509Certificate> chain = Certificates.read(pem.certificate(), "client certificate");
        PrivateKey key = PrivateKeys.read(pem.key());
        if (!belongTogether(key, chain.get(0).getPublicKey())) {
            throw new IllegalArgumentException("client key file " + pem.key()
                    + " does not belong to the certificate in " + pem.certificate()
                    + ", which must come before the others in its file");
        }
        return new ClientIdentity(key, chain);
    }

    private static ClientIdentity ofStore(Tls.StoreIdentity from) {
        byte[] bytes = ReadableFile.bytes(from.store(), "client store");
        char[] password = from.password().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
                    List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
                    return new ClientIdentity(key, chain);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "client store file " + from.store() + " does not open with the password given"
                            : "client store file " + from.store() + " is not a PKCS#12 store: " + e.getMessage(),
                    e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // The latter is what the JDK's reader lets through for some of what is no store.
            throw new IllegalArgumentException("client store file " + from.store() + " cannot be read", e);
        } finally {
            Arrays.fill(password, '\0');
        }
        throw new IllegalArgumentException(
                "client store file " + from.store() + " holds no private key with a certificate");
    }

    // Files are replaced one after the other: a new certificate with the old key must not be taken for a pair.
    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return true;
        }
        try {
            byte[] sample = {1, 2, 3, 4};
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(sample);
            byte[] signature = signer.sign();
            signer.initVerify(certified);
            signer.update(sample);
            return signer.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A key or a certificate that makes no sense as a number is no pair with anything.
            return false;
        }
    }
}
