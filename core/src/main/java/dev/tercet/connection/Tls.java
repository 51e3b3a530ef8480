package dev.tercet.connection;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How {@code https} endpoints are verified, and what the client shows of itself.
 *
 * <p>Files are read when a connection is made, and again for the next one when they have changed.
 *
 * @since 0.1
 */
public final class Tls {
    private static final Tls SYSTEM = new Tls(null, null, null, true);

    private final @Nullable Path authorities;
    private final @Nullable Identity identity;
    private final @Nullable String serverName;
    private final boolean verifying;

    private Tls(
            @Nullable Path authorities, @Nullable Identity identity, @Nullable String serverName, boolean verifying) {
        this.authorities = authorities;
        this.identity = identity;
        this.serverName = serverName;
        this.verifying = verifying;
    }

    /** Trusts what this JVM trusts. */
    public static Tls system() {
        return SYSTEM;
    }

    /** Trusts the certificates in this PEM file, and no others. */
    public static Tls trusting(Path pem) {
        return SYSTEM.withAuthorities(pem);
    }

    /** Trusts the certificates in this PEM file, and no others. */
    public Tls withAuthorities(Path pem) {
        return new Tls(Objects.requireNonNull(pem, "pem"), identity, serverName, verifying);
    }

    /**
     * Shows this certificate.
     *
     * @param certificate a PEM file with the certificate and, if need be, the chain after it
     * @param key a PEM file with its unencrypted private key: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC)
     */
    public Tls withClientCertificate(Path certificate, Path key) {
        return new Tls(authorities, new PemIdentity(certificate, key), serverName, verifying);
    }

    /**
     * Shows the certificate in a PKCS#12 file.
     *
     * @param store the file
     * @param password its password, for the file and the key in it
     */
    public Tls withClientStore(Path store, String password) {
        return new Tls(authorities, new StoreIdentity(store, password), serverName, verifying);
    }

    /** Expects this name in the server's certificate, and sends it, instead of the endpoint's host. */
    public Tls withServerName(String name) {
        return new Tls(authorities, identity, Objects.requireNonNull(name, "name"), verifying);
    }

    /** Believes any certificate. Anybody on the path can then read and change everything: for tests only. Logged as a warning. */
    public Tls withoutVerification() {
        return new Tls(authorities, identity, serverName, false);
    }

    /** The PEM file with what is trusted; empty for what the JVM trusts. */
    public Optional<Path> authorities() {
        return Optional.ofNullable(authorities);
    }

    /** What the client shows of itself. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** The name expected of the server, if not its host. */
    public Optional<String> serverName() {
        return Optional.ofNullable(serverName);
    }

    /** Whether certificates are verified. */
    public boolean isVerifying() {
        return verifying;
    }

    /** What is set; a store's password is not shown. */
    @Override
    public String toString() {
        return "Tls[authorities=" + (authorities == null ? "the JVM's" : authorities) + ", identity="
                + (identity == null ? "none" : identity) + (serverName == null ? "" : ", serverName=" + serverName)
                + (verifying ? "" : ", not verifying") + "]";
    }

    /** A client certificate with its key. */
    public sealed interface Identity {}

    /**
     * In PEM files.
     *
     * @param certificate the certificate and its chain
     * @param key the private key
     */
    public record PemIdentity(Path certificate, Path key) implements Identity {
        /** Checks for nulls. */
        public PemIdentity {
            Objects.requireNonNull(certificate, "certificate");
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * In a PKCS#12 file.
     *
     * @param store the file
     * @param password its password, which {@link #toString()} does not show
     */
    public record StoreIdentity(Path store, String password) implements Identity {
        /** Checks for nulls. */
        public StoreIdentity {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "StoreIdentity[store=" + store + "]";
        }
    }
}
