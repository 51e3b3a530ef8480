package dev.tercet.http;

import dev.tercet.spi.TransportSettings;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client of java.net.http, made at its first use, since it brings a thread.
 *
 * <p>Threads: any. The lock is held while it is made, which connects to nothing, and never while it ends.
 */
final class LazyClient {
    private final Host host;
    private final TransportSettings settings;
    private final @Nullable ProxySelector proxies;
    private final Object lock = new Object();

    // Written under the lock.
    private volatile @Nullable HttpClient made;
    private boolean closed;

    LazyClient(Host host, TransportSettings settings, @Nullable ProxySelector proxies) {
        this.host = host;
        this.settings = settings;
        this.proxies = proxies;
    }

    /**
     * The client.
     *
     * @throws IllegalStateException when closed, or if this JVM makes none
     */
    HttpClient get() {
        HttpClient current = made;
        return current == null ? make() : current;
    }

    private HttpClient make() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            HttpClient current = made;
            if (current == null) {
                current = build();
                made = current;
            }
            return current;
        }
    }

    private HttpClient build() {
        Trailers.accept();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(Runnable::run);
        if (proxies != null) {
            builder.proxy(proxies);
        }
        if (host.isSecured()) {
            builder.sslContext(TlsContexts.of(settings.tls(), host));
        }
        return builder.build();
    }

    /** Gives up one that has died by itself, so that the next request makes another. */
    void forget(HttpClient dead) {
        synchronized (lock) {
            if (made == dead) {
                made = null;
            }
        }
    }

    void close() {
        HttpClient last;
        synchronized (lock) {
            closed = true;
            last = made;
            made = null;
        }
        if (last != null) {
            ClientEnd.of(last);
        }
    }
}
