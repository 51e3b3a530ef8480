package dev.tercet.internal.tls;

import dev.tercet.connection.Tls;
import dev.tercet.spi.TlsMaterial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS material from the files that a {@link Tls} names. */
public final class FileTlsMaterial implements TlsMaterial {
    private static final Logger LOG = LoggerFactory.getLogger(FileTlsMaterial.class);

    private final KeyManager[] keyManagers;
    private final TrustManager[] trustManagers;
    private final Optional<String> serverName;
    private final boolean verifying;

    private FileTlsMaterial(
            KeyManager[] keyManagers, TrustManager[] trustManagers, Optional<String> serverName, boolean verifying) {
        this.keyManagers = keyManagers;
        this.trustManagers = trustManagers;
        this.serverName = serverName;
        this.verifying = verifying;
    }

    /**
     * Reads all files once, so that what is wrong with them is known before the first connection.
     *
     * @throws IllegalArgumentException naming the file that is missing or not what it should be
     */
    public static FileTlsMaterial of(Tls tls) {
        if (!tls.isVerifying()) {
            LOG.warn(
                    "certificates of etcd's servers are not verified: whoever is on the network path can read and change"
                            + " everything");
        }
        return new FileTlsMaterial(
                tls.identity().map(FileTlsMaterial::keyManagers).orElse(new KeyManager[0]),
                trustManagers(tls),
                tls.serverName(),
                tls.isVerifying());
    }

    private static KeyManager[] keyManagers(Tls.Identity identity) {
        return new KeyManager[] {
            new ReloadingKeyManager(
                    new Reloading<>(ClientIdentity.files(identity), () -> ClientIdentity.read(identity)))
        };
    }

    private static TrustManager[] trustManagers(Tls tls) {
        if (!tls.isVerifying()) {
            return new TrustManager[] {new TrustAnybody()};
        }
        if (tls.authorities().isEmpty()) {
            return new TrustManager[0];
        }
        Path file = tls.authorities().get();
        Reloading<X509ExtendedTrustManager> source = new Reloading<>(List.of(file), () -> TrustAnchors.read(file));
        String trusted = "the certificates in " + file + "; Tls.trusting wants that of its authority";
        return new TrustManager[] {new ExplainingTrustManager(source::current, trusted)};
    }

    @Override
    public KeyManager[] keyManagers() {
        return keyManagers.clone();
    }

    @Override
    public TrustManager[] trustManagers() {
        // Read only when asked for, which it is for https alone: the JVM's are many, and a plain client does without.
        return trustManagers.length == 0 ? JvmTrust.managers() : trustManagers.clone();
    }

    @Override
    public Optional<String> serverName() {
        return serverName;
    }

    @Override
    public boolean isVerifying() {
        return verifying;
    }
}
