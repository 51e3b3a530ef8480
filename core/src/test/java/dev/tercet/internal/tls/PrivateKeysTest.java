package dev.tercet.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
    @TempDir
    Path dir;

    private OpenSsl ssl;

    @BeforeEach
    void set() {
        ssl = new OpenSsl(dir);
    }

    @Test
    void readsRsaKeysInBothForms() {
        ssl.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "new.key")
                .go();
        ssl.run("rsa", "-in", "new.key", "-traditional", "-out", "old.key").go();

        assertThat(ssl.file("old.key")).content().contains("BEGIN RSA PRIVATE KEY");
        assertThat(PrivateKeys.read(ssl.file("old.key"))).isEqualTo(PrivateKeys.read(ssl.file("new.key")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prime256v1", "secp384r1", "secp521r1"})
    void readsEcKeysInBothForms(String curve) throws Exception {
        ssl.run("ecparam", "-name", curve, "-genkey", "-out", "old.key").go();
        ssl.run("pkcs8", "-topk8", "-nocrypt", "-in", "old.key", "-out", "new.key")
                .go();

        assertThat(ssl.file("old.key")).content().contains("BEGIN EC PARAMETERS", "BEGIN EC PRIVATE KEY");
        assertSameKey(ssl.file("old.key"), ssl.file("new.key"));
    }

    // The JDK's EC keys are equal only if they were encoded alike.
    private static void assertSameKey(Path one, Path other) {
        ECPrivateKey first = (ECPrivateKey) PrivateKeys.read(one);
        ECPrivateKey second = (ECPrivateKey) PrivateKeys.read(other);
        assertThat(first.getS()).isEqualTo(second.getS());
        assertThat(first.getParams()).hasToString(second.getParams().toString());
    }

    @Test
    void takesTheCurveFromBesideAKeyThatNamesNone() throws Exception {
        ssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "old.key").go();
        ssl.run("ec", "-in", "old.key", "-no_public", "-out", "named.key").go();
        // SEC 1 without parameters and public key: version, and the 32 octets of the number.
        byte[] named =
                PemFile.read(ssl.file("named.key"), "key").blocks().get(0).der().toArray();
        byte[] bare = new byte[39];
        System.arraycopy(named, 0, bare, 0, 39);
        bare[1] = 37;
        String pem = Files.readString(ssl.file("old.key"));
        String curve = pem.substring(0, pem.indexOf("-----BEGIN EC PRIVATE"));
        String key = "-----BEGIN EC PRIVATE KEY-----\n"
                + java.util.Base64.getEncoder().encodeToString(bare) + "\n-----END EC PRIVATE KEY-----\n";

        Path whole = ssl.write("bare.key", curve + key);

        assertSameKey(whole, ssl.file("old.key"));
        Path alone = ssl.write("alone.key", key);
        assertThatThrownBy(() -> PrivateKeys.read(alone)).hasRootCauseMessage("it names no curve");
    }

    @Test
    void readsEd25519() {
        ssl.run("genpkey", "-algorithm", "ED25519", "-out", "ed.key").go();

        assertThat(PrivateKeys.read(ssl.file("ed.key")).getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void saysThatAnEncryptedKeyIsEncrypted() {
        ssl.run("genpkey", "-algorithm", "RSA", "-out", "plain.key").go();
        ssl.run("pkcs8", "-topk8", "-in", "plain.key", "-out", "new.key", "-passout", "pass:secret")
                .go();
        ssl.run("rsa", "-aes128", "-traditional", "-in", "plain.key", "-out", "old.key", "-passout", "pass:secret")
                .go();

        for (String name : new String[] {"new.key", "old.key"}) {
            assertThatThrownBy(() -> PrivateKeys.read(ssl.file(name)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(ssl.file(name) + " is encrypted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void refusesGarbageInAKeysClothes(String label) throws Exception {
        Path file = ssl.write("bad.key", "-----BEGIN " + label + "-----\nMIIBAAAA////\n-----END " + label + "-----\n");

        assertThatThrownBy(() -> PrivateKeys.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + " holds a \"" + label + "\" that cannot be read");
    }
}
