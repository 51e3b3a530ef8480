package dev.tercet.testkit.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;

/**
 * A small world of certificates for tests: an authority, a server and clients it vouches for, and the ways in which it
 * can be wrong. Made by the JDK alone, in a fraction of a second.
 *
 * <p>Each call of an issuing method makes a new key and new files. Safe for use by several threads.
 *
 * @since 0.1
 */
public final class TestCertificates {
    /** The password of every PKCS#12 store made here. */
    public static final String STORE_PASSWORD = "changeit";

    private static final String[] LOOPBACK = {"localhost", "127.0.0.1", "::1"};

    private final Path dir;
    private final Authority authority;
    private final Authority stranger;
    private final Path ca;
    private final Path otherCa;
    private final Path trustStore;
    private final Identity server;
    private final Identity client;
    private int issued;

    private TestCertificates(Path dir) throws IOException, GeneralSecurityException {
        this.dir = Files.createDirectories(dir);
        this.authority = new Authority("test-ca");
        this.stranger = new Authority("other-ca");
        this.ca = writeCertificate("ca", authority.certificate());
        this.otherCa = writeCertificate("other-ca", stranger.certificate());
        this.trustStore = dir.resolve("trust.p12");
        KeyStore trust = emptyStore();
        trust.setCertificateEntry("ca", authority.certificate());
        writeStore(trust, trustStore);
        this.server = issue(authority, LeafRequest.server("server", LOOPBACK), KeyForm.PKCS8_EC);
        this.client = issue(authority, LeafRequest.client("client"), KeyForm.PKCS8_EC);
    }

    /** Makes a new authority, a server and a client in {@code dir}, which is created if need be. */
    public static TestCertificates create(Path dir) {
        try {
            return new TestCertificates(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot make certificates", e);
        }
    }

    /** The same set for all who ask in this JVM, in a temporary folder that is deleted with it. */
    public static TestCertificates shared() {
        return Shared.INSTANCE;
    }

    private static final class Shared {
        static final TestCertificates INSTANCE = make();

        private static TestCertificates make() {
            try {
                Path folder = Files.createTempDirectory("tercet-certificates-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "tercet-testkit-certificates"));
                return create(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException e) {
                System.err.println("left behind: " + folder + ": " + e);
            }
        }
    }

    /** The authority's certificate in PEM. */
    public Path ca() {
        return ca;
    }

    /** The certificate in PEM of an authority that signed none of this but {@link #strangerClient()}. */
    public Path otherCa() {
        return otherCa;
    }

    /** A PKCS#12 store that trusts {@link #ca()}, under {@link #STORE_PASSWORD}. */
    public Path trustStore() {
        return trustStore;
    }

    /** A server at {@code localhost}, {@code 127.0.0.1} and {@code ::1}, good as a client as well. */
    public Identity server() {
        return server;
    }

    /** A server like {@link #server()} with a key of the given form. */
    public Identity server(KeyForm form) {
        return issueHere(LeafRequest.server("server", LOOPBACK), form);
    }

    /** A server whose certificate ran out ten days ago. */
    public Identity expiredServer() {
        return issueHere(LeafRequest.server("server", LOOPBACK).expired(), KeyForm.PKCS8_EC);
    }

    /** A server whose certificate speaks for {@code elsewhere.invalid} only. */
    public Identity wrongHostServer() {
        return issueHere(LeafRequest.server("server", "elsewhere.invalid"), KeyForm.PKCS8_EC);
    }

    /** A server whose certificate speaks for these names and addresses, and no others. */
    public Identity serverAt(String... names) {
        return issueHere(LeafRequest.server("server", names), KeyForm.PKCS8_EC);
    }

    /** A client with the common name {@code client}. */
    public Identity client() {
        return client;
    }

    /** A new client with the given common name and key. */
    public Identity client(String commonName, KeyForm form) {
        return issueHere(LeafRequest.client(commonName), form);
    }

    /** A client that {@link #otherCa()} vouches for, and {@link #ca()} does not. */
    public Identity strangerClient() {
        return issueChecked(stranger, LeafRequest.client("stranger"), KeyForm.PKCS8_EC);
    }

    private Identity issueHere(LeafRequest leaf, KeyForm form) {
        return issueChecked(authority, leaf, form);
    }

    private Identity issueChecked(Authority by, LeafRequest leaf, KeyForm form) {
        try {
            return issue(by, leaf, form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot make certificates", e);
        }
    }

    private Identity issue(Authority by, LeafRequest leaf, KeyForm form) throws IOException, GeneralSecurityException {
        KeyPair pair = form.generate();
        X509Certificate certificate = by.issue(leaf, pair.getPublic());
        String name = nextName(leaf.forServers() ? "server" : "client");
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "key", pair.getPrivate(), STORE_PASSWORD.toCharArray(), new Certificate[] {certificate, by.certificate()
                });
        writeStore(store, dir.resolve(name + ".p12"));
        return new Identity(
                leaf.commonName(),
                writeCertificate(name, certificate),
                Pem.write(dir.resolve(name + ".key"), form.pem(pair)),
                dir.resolve(name + ".p12"));
    }

    private synchronized String nextName(String kind) {
        return kind + "-" + ++issued;
    }

    private Path writeCertificate(String name, X509Certificate certificate) throws GeneralSecurityException {
        return Pem.write(dir.resolve(name + ".pem"), Pem.encode("CERTIFICATE", certificate.getEncoded()));
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void writeStore(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
    }
}
