package dev.tercet.internal.tls;

import dev.tercet.internal.GuardedBy;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows one certificate, in the version that its files have when a handshake asks.
 *
 * <p>It is shown whichever authorities the server names: one that does not trust it says so, which explains more than a missing
 * certificate would.
 */
final class ReloadingKeyManager extends X509ExtendedKeyManager {
    private final Reloading<ClientIdentity> source;

    // A handshake asks for the alias first and for the key and the chain later. Both must be of the version it chose,
    // so the one before the newest is kept.
    private final Object lock = new Object();

    @GuardedBy("lock")
    private @Nullable Named newest;

    @GuardedBy("lock")
    private @Nullable Named previous;

    @GuardedBy("lock")
    private long versions;

    ReloadingKeyManager(Reloading<ClientIdentity> source) {
        this.source = source;
    }

    private record Named(String alias, ClientIdentity identity) {}

    private Named choose() {
        ClientIdentity identity = source.current();
        synchronized (lock) {
            Named last = newest;
            if (last != null && last.identity().equals(identity)) {
                return last;
            }
            Named next = new Named("client-" + ++versions, identity);
            previous = last;
            newest = next;
            return next;
        }
    }

    private @Nullable ClientIdentity find(String alias) {
        synchronized (lock) {
            if (newest != null && newest.alias().equals(alias)) {
                return newest.identity();
            }
            return previous != null && previous.alias().equals(alias) ? previous.identity() : null;
        }
    }

    private @Nullable String alias(String... keyTypes) {
        Named named = choose();
        String algorithm = named.identity().key().getAlgorithm();
        for (String keyType : keyTypes) {
            if (keyType.equalsIgnoreCase(algorithm)) {
                return named.alias();
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        ClientIdentity identity = find(alias);
        return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        ClientIdentity identity = find(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
