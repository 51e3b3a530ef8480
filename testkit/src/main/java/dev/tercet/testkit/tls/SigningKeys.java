package dev.tercet.testkit.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;

/**
 * A P-256 key pair for signing tokens, which etcd calls {@code ES256}.
 *
 * @param privateKey PEM in the SEC1 form, the only one that every etcd reads here
 * @param publicKey PEM
 * @since 0.1
 */
public record SigningKeys(Path privateKey, Path publicKey) {
    /** Makes a pair and writes {@code sign.key} and {@code sign.pub} into {@code dir}. */
    public static SigningKeys create(Path dir) {
        try {
            KeyPair pair = KeyForm.SEC1_EC.generate();
            return new SigningKeys(
                    Pem.write(dir.resolve("sign.key"), KeyForm.SEC1_EC.pem(pair)),
                    Pem.write(
                            dir.resolve("sign.pub"),
                            Pem.encode("PUBLIC KEY", pair.getPublic().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK makes no EC keys", e);
        }
    }
}
