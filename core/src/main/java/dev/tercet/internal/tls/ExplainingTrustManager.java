package dev.tercet.internal.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what its source gives when a handshake asks, and says in words why not. Chains and host names are verified by the JDK's own
 * trust manager, which is given the engine, and with it the name to expect.
 */
final class ExplainingTrustManager extends X509ExtendedTrustManager {
    private final Supplier<X509ExtendedTrustManager> source;
    private final String trusted;

    /** {@code trusted} ends a sentence that begins with "not vouched for by": what it is, and what can be done. */
    ExplainingTrustManager(Supplier<X509ExtendedTrustManager> source, String trusted) {
        this.source = source;
        this.trusted = trusted;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            source.get().checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw Distrust.explain(e, chain, engine.getPeerHost(), trusted);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            source.get().checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw Distrust.explain(e, chain, hostOf(socket), trusted);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            source.get().checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw Distrust.explain(e, chain, null, trusted);
        }
    }

    private static @Nullable String hostOf(Socket socket) {
        return socket instanceof SSLSocket secured && secured.getHandshakeSession() != null
                ? secured.getHandshakeSession().getPeerHost()
                : null;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        source.get().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        source.get().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        source.get().checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return source.get().getAcceptedIssuers();
    }
}
