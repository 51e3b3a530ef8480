package dev.tercet.http;

import dev.tercet.spi.TlsMaterial;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** TLS as it was asked for. */
final class TlsContexts {
    // A resumed session shows no certificate, so replaced ones would go unseen. Zero would be without a limit.
    private static final int SHORTEST_SESSION_SECONDS = 1;

    private TlsContexts() {}

    /**
     * What makes connections secure.
     *
     * @throws IllegalStateException if this JVM cannot
     */
    static SSLContext of(TlsMaterial tls, Host host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = tls.keyManagers();
            TrustManager[] trust = tls.trustManagers();
            context.init(keys.length == 0 ? null : keys, trust.length == 0 ? null : trust, null);
            context.getClientSessionContext().setSessionTimeout(SHORTEST_SESSION_SECONDS);
            boolean named = tls.serverName().isPresent() || host.kind() == Host.Kind.ODD_NAME;
            return named ? NamedContext.of(context, tls.serverName().orElse(host.name())) : context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM offers no TLS: " + e.getMessage(), e);
        }
    }
}
