package dev.tercet.gateway.internal.http;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.TransportSettings;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client of java.net.http, made at its first use, since it brings a thread.
 *
 * <p>Threads: any. The lock is held while it is made, which connects to nothing.
 */
final class LazyClient {
    private final Endpoint endpoint;
    private final TransportSettings settings;
    private final @Nullable ProxySelector proxies;
    private final Object lock = new Object();

    // Written under the lock.
    private volatile @Nullable HttpClient client;
    private volatile boolean closed;

    LazyClient(Endpoint endpoint, TransportSettings settings, @Nullable ProxySelector proxies) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.proxies = proxies;
    }

    HttpClient get() {
        HttpClient current = client;
        return current == null ? make() : current;
    }

    private HttpClient make() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            HttpClient current = client;
            if (current == null) {
                current = build();
                client = current;
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
        if (endpoint.isTls()) {
            builder.sslContext(Secured.context(settings.tls()));
        }
        return builder.build();
    }

    void close() {
        synchronized (lock) {
            closed = true;
            client = null;
        }
    }
}
