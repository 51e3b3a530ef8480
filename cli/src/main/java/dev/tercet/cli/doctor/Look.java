package dev.tercet.cli.doctor;

import dev.tercet.cli.error.Telling;
import dev.tercet.connection.Endpoint;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One look at an endpoint over HTTP: the time that it has, and the certificates that it shows. Whether these are trusted was seen before,
 * by the client, which speaks to it in earnest; here they must be seen also when they are not. Nothing is sent but the request, and nothing
 * believed but dates.
 */
final class Look {
    private final Endpoint endpoint;
    private final Seen seen = new Seen();
    private long date;
    private String failure = "it does not tell its time";

    private Look(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    static Look at(Endpoint endpoint, Duration timeout) {
        Look look = new Look(endpoint);
        try {
            look.ask(Math.toIntExact(timeout.toMillis()));
        } catch (IOException e) {
            // What was seen until then counts: who wants our certificate shows its own before.
            look.failure = Telling.of(e);
        }
        return look;
    }

    /** Its certificates, its own first; none if it speaks plainly. */
    List<X509Certificate> certificates() {
        return seen.chain;
    }

    /** The time that it has, in milliseconds, whole seconds only; 0 if it does not tell. */
    long date() {
        return date;
    }

    /** Why it does not tell the time, if so. */
    String failure() {
        return failure;
    }

    private void ask(int millis) throws IOException {
        URL url = URI.create((endpoint.isTls() ? "https://" : "http://") + endpoint.authority() + "/version")
                .toURL();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        if (connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(context().getSocketFactory());
            secured.setHostnameVerifier((host, session) -> true);
        }
        try {
            connection.getResponseCode();
            date = connection.getDate();
        } finally {
            connection.disconnect();
        }
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {seen}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** Remembers what it is shown. */
    private static final class Seen extends X509ExtendedTrustManager {
        private volatile List<X509Certificate> chain = List.of();

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String kind, Socket socket) {
            chain = List.of(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String kind, SSLEngine engine) {
            chain = List.of(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String kind) {
            chain = List.of(shown);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String kind, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
