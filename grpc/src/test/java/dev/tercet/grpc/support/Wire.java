package dev.tercet.grpc.support;

import dev.tercet.connection.Endpoint;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.TransportTimer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Transports for tests. */
public final class Wire {
    public static final TlsMaterial NO_TLS = tls(new KeyManager[0], new TrustManager[0], null);

    private static final ScheduledExecutorService THREAD = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "wire-timer");
        thread.setDaemon(true);
        return thread;
    });

    public static final TransportTimer TIMER = (delayNanos, task) -> {
        Future<?> waiting = THREAD.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> waiting.cancel(false);
    };

    private Wire() {}

    public static Transport to(int port) {
        return to(new Endpoint("http", "127.0.0.1", port), NO_TLS);
    }

    public static Transport to(Endpoint endpoint, TlsMaterial tls) {
        return new GrpcTransportProvider().open(endpoint, settings(tls));
    }

    /** With so much patience for an attempt to connect. */
    public static Transport to(int port, Duration connectTimeout) {
        TransportSettings usual = settings(NO_TLS);
        return new GrpcTransportProvider()
                .open(
                        new Endpoint("http", "127.0.0.1", port),
                        new TransportSettings(
                                NO_TLS,
                                connectTimeout,
                                usual.keepAliveTime(),
                                usual.keepAliveTimeout(),
                                usual.maxInboundBytes(),
                                usual.timer()));
    }

    public static TransportSettings settings(TlsMaterial tls) {
        return new TransportSettings(
                tls, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10), Integer.MAX_VALUE, TIMER);
    }

    public static TlsMaterial tls(KeyManager[] keys, TrustManager[] trust, @Nullable String serverName) {
        return new TlsMaterial() {
            @Override
            public KeyManager[] keyManagers() {
                return keys;
            }

            @Override
            public TrustManager[] trustManagers() {
                return trust;
            }

            @Override
            public Optional<String> serverName() {
                return Optional.ofNullable(serverName);
            }

            @Override
            public boolean isVerifying() {
                return true;
            }
        };
    }
}
