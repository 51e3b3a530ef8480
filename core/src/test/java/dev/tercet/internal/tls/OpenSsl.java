package dev.tercet.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates and keys in a folder, made by the openssl program in all the forms that people have them in. */
final class OpenSsl {
    private final Path dir;

    OpenSsl(Path dir) {
        this.dir = dir;
    }

    Path file(String name) {
        return dir.resolve(name);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(file(name), text);
    }

    /** An authority: {@code <name>.pem} and {@code <name>.key}. */
    void authority(String name) {
        run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30")
                .with("-keyout", name + ".key", "-out", name + ".pem", "-subj", "/CN=" + name)
                .go();
    }

    /** A certificate that the authority signs: {@code <name>.pem} and {@code <name>.key}. */
    void leaf(String name, String authority, String subjectAltName) throws IOException {
        write(name + ".ext", "subjectAltName=" + subjectAltName + "\nbasicConstraints=CA:FALSE\n");
        run("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + name)
                .with("-keyout", name + ".key", "-out", name + ".csr")
                .go();
        run("x509", "-req", "-in", name + ".csr", "-CA", authority + ".pem", "-CAkey", authority + ".key")
                .with("-CAcreateserial", "-days", "30", "-extfile", name + ".ext", "-out", name + ".pem")
                .go();
    }

    /** A certificate that signs itself and is no authority, as {@code etcd --auto-tls} makes one. */
    void selfSigned(String name, String subjectAltName) throws IOException {
        write(
                name + ".cnf",
                "[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nO=etcd\n[ext]\n"
                        + "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n"
                        + "extendedKeyUsage=clientAuth,serverAuth\nsubjectAltName=" + subjectAltName + "\n");
        run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30")
                .with("-config", name + ".cnf", "-keyout", name + ".key", "-out", name + ".pem")
                .go();
    }

    Command run(String... words) {
        return new Command(new ArrayList<>(List.of(words)));
    }

    /** A call of openssl in the folder. */
    final class Command {
        private final List<String> words;

        private Command(List<String> words) {
            this.words = words;
        }

        Command with(String... more) {
            words.addAll(List.of(more));
            return this;
        }

        void go() {
            words.add(0, "openssl");
            try {
                Process process = new ProcessBuilder(words)
                        .directory(dir.toFile())
                        .redirectErrorStream(true)
                        .start();
                String said =
                        new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(words + ": " + said).isZero();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
