package dev.tercet.internal.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** What the JVM trusts, with our words for what it does not. */
final class JvmTrust {
    private static final String WHAT =
            "what this JVM trusts; if its authority is one of your own, give the authority's file to Tls.trusting";

    private JvmTrust() {}

    /** The JVM's own trust manager in our words, or none, so that the JVM takes its own. */
    static TrustManager[] managers() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return new TrustManager[] {new ExplainingTrustManager(() -> extended, WHAT)};
                }
            }
            // Another provider's, which cannot check names by itself: the JDK does that around it, but not around ours.
            return new TrustManager[0];
        } catch (GeneralSecurityException e) {
            // It fails again where the connection is made, which can tell of it.
            return new TrustManager[0];
        }
    }
}
