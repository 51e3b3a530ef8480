package dev.tercet.gateway.internal.stream;

import dev.tercet.connection.Endpoint;
import dev.tercet.gateway.internal.call.Calls;
import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.JdkHttpDoor;
import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.TransportTimer;
import dev.tercet.spi.WatchRpcs;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** Streams to a server. */
record Posted(HttpDoor door, PostedStreams streams) implements AutoCloseable {
    private static final TlsMaterial NO_TLS = new TlsMaterial() {
        @Override
        public KeyManager[] keyManagers() {
            return new KeyManager[0];
        }

        @Override
        public TrustManager[] trustManagers() {
            return new TrustManager[0];
        }

        @Override
        public Optional<String> serverName() {
            return Optional.empty();
        }

        @Override
        public boolean isVerifying() {
            return true;
        }
    };

    static Posted to(
            String endpoint, TransportTimer timer, LongSupplier clock, Duration silence, Duration patience, int most) {
        TransportSettings settings =
                new TransportSettings(NO_TLS, Duration.ofSeconds(2), silence, patience, most, timer);
        HttpDoor door = JdkHttpDoor.open(Endpoint.parse(endpoint, false), settings, 8, null);
        Dialects dialects = new Dialects(door, settings);
        Calls calls = new Calls(door, dialects, settings);
        return new Posted(door, new PostedStreams(door, dialects, calls::callBeside, settings, clock));
    }

    /** With ten seconds of silence and five of patience. */
    static Posted to(String endpoint, Clockwork time) {
        return to(endpoint, time, time::now, Duration.ofSeconds(10), Duration.ofSeconds(5), 1 << 20);
    }

    static Listened<WatchRpcs.Message> watcher() {
        return new Listened<>(Posted::words);
    }

    static String words(WatchRpcs.Message message) {
        if (message instanceof WatchRpcs.Events it) {
            return it.events().stream()
                    .map(event -> "r" + event.revision())
                    .collect(Collectors.joining(" ", "", it.fragment() ? " …" : ""));
        } else if (message instanceof WatchRpcs.Progress it) {
            return (it.asked() ? "answer " : "mark ") + it.header().revision();
        } else if (message instanceof WatchRpcs.Canceled it) {
            return "canceled " + it.compactRevision() + it.reason();
        }
        return "created " + ((WatchRpcs.Created) message).header().revision();
    }

    @Override
    public void close() {
        door.close();
    }
}
