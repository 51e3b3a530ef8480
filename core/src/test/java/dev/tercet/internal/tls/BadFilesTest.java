package dev.tercet.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Tls;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files with certificates and keys that are damaged, by the thousand. Whatever is in one, it is read or refused with its name; what was
 * in it is shown to nobody. Set {@code tercet.seed} to read the same again, and {@code tercet.long} for a hundred times as many.
 */
class BadFilesTest {
    private static final long SEED = Long.getLong("tercet.seed", 20_261_122);
    private static final int CASES = Boolean.getBoolean("tercet.long") ? 100_000 : 1_000;
    private static final int SHOWN = 12;

    @TempDir
    static Path made;

    @TempDir
    Path dir;

    private static OpenSsl ssl;

    @BeforeAll
    static void makeFiles() throws Exception {
        ssl = new OpenSsl(made);
        ssl.authority("ca");
        ssl.authority("other");
        ssl.leaf("client", "ca", "DNS:client,IP:127.0.0.1,IP:::1,email:a@example.com");
        ssl.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "rsa.key")
                .go();
        ssl.run("req", "-x509", "-key", "rsa.key", "-days", "30", "-subj", "/CN=rsa", "-out", "rsa.pem")
                .go();
        ssl.run("rsa", "-in", "rsa.key", "-traditional", "-out", "rsa-old.key").go();
        ssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "ec-old.key")
                .go();
        ssl.run("ecparam", "-name", "secp384r1", "-genkey", "-param_enc", "explicit", "-out", "ec-odd.key")
                .go();
        ssl.run("genpkey", "-algorithm", "ED25519", "-out", "ed.key").go();
        ssl.run("pkcs8", "-topk8", "-in", "rsa.key", "-out", "locked.key", "-passout", "pass:open-sesame")
                .go();
        ssl.run("rsa", "-aes128", "-traditional", "-in", "rsa.key", "-out", "locked-old.key")
                .with("-passout", "pass:open-sesame")
                .go();
        ssl.run("pkcs12", "-export", "-in", "client.pem", "-inkey", "client.key", "-certfile", "ca.pem")
                .with("-iter", "16", "-out", "client.p12", "-passout", "pass:open-sesame")
                .go();
        Files.write(
                ssl.file("many.pem"),
                concatenated("ca.pem", "client.pem", "rsa.pem", "other.pem").getBytes(StandardCharsets.UTF_8));
    }

    private static String concatenated(String... names) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(Files.readString(ssl.file(name)));
        }
        return all.toString();
    }

    /** Who reads a file, and files that he can read. */
    enum Reader {
        AUTHORITIES(file -> FileTlsMaterial.of(Tls.trusting(file)), "ca.pem", "rsa.pem", "many.pem"),
        CERTIFICATE(
                file -> FileTlsMaterial.of(Tls.system().withClientCertificate(file, ssl.file("client.key"))),
                "client.pem",
                "many.pem"),
        KEY(
                PrivateKeys::read,
                "rsa.key",
                "rsa-old.key",
                "ec-old.key",
                "ec-odd.key",
                "ed.key",
                "client.key",
                "locked.key",
                "locked-old.key"),
        PAIR(
                file -> FileTlsMaterial.of(Tls.system().withClientCertificate(ssl.file("rsa.pem"), file)),
                "rsa.key",
                "rsa-old.key",
                "client.key"),
        STORE(file -> FileTlsMaterial.of(Tls.system().withClientStore(file, "open-sesame")), "client.p12");

        private final Consumer<Path> reading;
        private final List<String> names;

        Reader(Consumer<Path> reading, String... names) {
            this.reading = reading;
            this.names = List.of(names);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(300)
    void aDamagedFileIsReadOrRefusedByName(Reader reader) throws Exception {
        List<byte[]> good = new ArrayList<>();
        List<String> secrets = new ArrayList<>(List.of("open-sesame"));
        for (String name : reader.names) {
            good.add(Files.readAllBytes(ssl.file(name)));
            secrets.addAll(material(ssl.file(name)));
        }
        Mutations mutations = new Mutations(good, new Random(SEED));
        Path file = dir.resolve("bad.pem");
        int read = 0;
        int refused = 0;
        for (int number = 0; number < CASES; number++) {
            Files.write(file, mutations.next());
            try {
                reader.reading.accept(file);
                read++;
            } catch (IllegalArgumentException e) {
                refused++;
                checkRefusal(e, file, secrets, number);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("case " + number + " of seed " + SEED, e);
            }
        }
        // Otherwise there was nothing in the game: all broken at once, or none.
        assertThat(refused).isGreaterThan(CASES / 4);
        assertThat(read).isPositive();
    }

    private static void checkRefusal(IllegalArgumentException e, Path file, List<String> secrets, int number) {
        // That of a pair names both files.
        assertThat(e).as("case " + number + " of seed " + SEED).hasMessageContaining(file.toString());
        StringBuilder said = new StringBuilder();
        collect(e, said);
        String all = said.toString();
        assertThat(secrets).as("case " + number + " of seed " + SEED).noneMatch(all::contains);
    }

    /** What a stack trace says beside its lines of code. */
    private static void collect(Throwable thrown, StringBuilder said) {
        said.append(thrown).append('\n');
        for (Throwable each : thrown.getSuppressed()) {
            collect(each, said);
        }
        if (thrown.getCause() != null) {
            collect(thrown.getCause(), said);
        }
    }

    /** Parts of a private key, as somebody might print them: as they are, and in hexadecimal. */
    private static List<String> material(Path file) {
        List<String> parts = new ArrayList<>();
        if (!file.toString().endsWith(".key")) {
            return parts;
        }
        for (PemFile.Block block : PemFile.read(file, "key").blocks()) {
            byte[] der = block.der().toArray();
            // What comes first is the same in all keys.
            for (int at = 48; at + SHOWN <= der.length; at += SHOWN) {
                byte[] part = Arrays.copyOfRange(der, at, at + SHOWN);
                parts.add(Base64.getEncoder().encodeToString(part));
                parts.add(HexFormat.of().formatHex(part));
                parts.add(HexFormat.of().withUpperCase().formatHex(part));
                parts.add(new BigInteger(1, part).toString());
            }
        }
        return parts;
    }

    @Test
    void linesMayEndAsOnWindowsAndTextMayStandAround() throws Exception {
        String windows = concatenated("client.pem").replace("\n", "\r\n");
        Path certificate =
                Files.writeString(dir.resolve("c.pem"), "\uFEFFsubject=CN = client\r\n\r\n" + windows + "bye");
        Path key = Files.writeString(
                dir.resolve("c.key"), concatenated("client.key").replace("\n", "\r\n"));

        FileTlsMaterial.of(Tls.trusting(certificate).withClientCertificate(certificate, key));

        assertThat(Certificates.read(ssl.file("many.pem"), "some")).hasSize(4);
    }

    @Test
    void anAuthorityThatIsCutOffIsNotOverlooked() throws Exception {
        String whole = concatenated("ca.pem", "other.pem");
        Path cut = Files.writeString(dir.resolve("cut.pem"), whole.substring(0, whole.length() - 40));

        assertThatThrownBy(() -> FileTlsMaterial.of(Tls.trusting(cut)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(cut + " is damaged: its block \"CERTIFICATE\" has no end");
    }

    /** Nothing but beginnings, so that every look for an end would be at the whole rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN A-----\n",
                "-----BEGIN ",
                "-----BEGIN A-----",
                "-----END A-----\n",
                "\n",
                "-",
                "-----BEGIN A-----\n-----END B-----\n",
            })
    @Timeout(60)
    void aLongFileTakesNoLongerThanItsLength(String part) throws Exception {
        Path file = Files.writeString(
                dir.resolve("long.pem"), "-----BEGIN CERTIFICATE-----\n" + part.repeat((8 << 20) / part.length()));

        assertThatThrownBy(() -> Certificates.read(file, "trusted certificates"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void whatIsTooLongIsSomethingElse() throws Exception {
        Path file = Files.write(dir.resolve("huge.pem"), new byte[(16 << 20) + 1]);

        assertThatThrownBy(() -> FileTlsMaterial.of(Tls.trusting(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + " is something else");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(60)
    void aDeviceWithoutAnEndIsSomethingElse() {
        Path zero = Path.of("/dev/zero");

        assertThatThrownBy(() -> FileTlsMaterial.of(Tls.system().withClientStore(zero, "open-sesame")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/dev/zero is something else");
    }
}
