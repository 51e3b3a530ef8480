package dev.tercet.http;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.TransportSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** Doors for tests, and what goes through them. */
final class Doors {
    /** What the JVM trusts. */
    static final TlsMaterial JVMS = new Material(new KeyManager[0], new TrustManager[0], Optional.empty(), true);

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Material(
            KeyManager[] keyManagers, TrustManager[] trustManagers, Optional<String> serverName, boolean isVerifying)
            implements TlsMaterial {}

    private Doors() {}

    static TransportSettings settings(TlsMaterial tls) {
        return new TransportSettings(
                tls, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(5), 1 << 20, (delay, task) -> {
                    CompletableFuture<Void> later = CompletableFuture.runAsync(
                            task, CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS));
                    return () -> later.cancel(false);
                });
    }

    static HttpDoor open(String endpoint, int most) {
        return JdkHttpDoor.open(Endpoint.parse(endpoint, false), settings(JVMS), most, null);
    }

    static HttpAsk post(String path, String body) {
        return ask("POST", path, body);
    }

    static HttpAsk ask(String method, String path, String body) {
        return new HttpAsk(method, path, Map.of(), body.getBytes(StandardCharsets.UTF_8), false);
    }
}
