package dev.tercet.gateway.internal;

import dev.tercet.spi.TlsMaterial;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.TransportTimer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.awaitility.Awaitility;

/** A timer whose time comes when the test says so. Safe to use from several threads. */
public final class ManualTimer implements TransportTimer {
    public static final Duration CONNECT = Duration.ofSeconds(2);
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    public static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);

    private final Map<Runnable, Long> timers = new ConcurrentHashMap<>();

    private record NoTls() implements TlsMaterial {
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
    }

    @Override
    public Runnable schedule(long delayNanos, Runnable task) {
        timers.put(task, delayNanos);
        return () -> timers.remove(task);
    }

    /** Settings with this timer, for plain text. */
    public TransportSettings settings() {
        return new TransportSettings(new NoTls(), CONNECT, KEEP_ALIVE, KEEP_ALIVE_TIMEOUT, 1 << 20, this);
    }

    /** Waits until something is set to run after this time, and runs it. */
    public void isUp(Duration which) {
        Awaitility.await("a timer for " + which).until(() -> timers.containsValue(which.toNanos()));
        timers.forEach((task, delay) -> {
            if (delay == which.toNanos()) {
                timers.remove(task);
                task.run();
            }
        });
    }

    /** Waits until nothing is set to run. */
    public void awaitNone() {
        Awaitility.await("no timer").until(timers::isEmpty);
    }
}
