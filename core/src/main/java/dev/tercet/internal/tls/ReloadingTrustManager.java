package dev.tercet.internal.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what the file holds when a handshake asks. Chains and host names are verified by the JDK's own trust manager, which is
 * given the engine, and with it the name to expect.
 */
final class ReloadingTrustManager extends X509ExtendedTrustManager {
    private final Reloading<X509ExtendedTrustManager> source;

    ReloadingTrustManager(Reloading<X509ExtendedTrustManager> source) {
        this.source = source;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            source.current().checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw Distrust.explain(e, chain, engine.getPeerHost());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            source.current().checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw Distrust.explain(e, chain, hostOf(socket));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            source.current().checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw Distrust.explain(e, chain, null);
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
        source.current().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        source.current().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        source.current().checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return source.current().getAcceptedIssuers();
    }
}
