package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lock that is a semaphore, wanted by two clients, and puts whose events come by themselves. */
class HandoverLoadTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HELD = Duration.ofMillis(3);
    private static final long LOCK_MILLIS = 20;
    private static final long EVENT_MILLIS = 5;

    private final ScheduledExecutorService server = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore lock = new Semaphore(1);
    private final List<BenchClient.Values> watches = new CopyOnWriteArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final AtomicInteger acquired = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger clients = new AtomicInteger();
    private boolean excludes = true;
    private boolean handsOver = true;
    private int eventsLost;
    private int valueLength = Data.VALUE_LENGTH;
    private @Nullable RuntimeException failure;

    @AfterEach
    void close() {
        server.shutdownNow();
    }

    private Sample run(Duration patience) throws Exception {
        return new HandoverLoad(InMemoryClient::new, HELD, SHORT, patience).run(new InMemoryClient(), SHORT, SHORT);
    }

    private void noFigure(Duration patience, Class<? extends Throwable> type, String message) {
        assertThatThrownBy(() -> run(patience)).isInstanceOf(type).hasMessageContaining(message);
        everythingIsClosed();
    }

    private void everythingIsClosed() {
        assertThat(watches).isEmpty();
        assertThat(sessions).hasValue(0);
        // The other one was made for the turn.
        assertThat(clients).hasValue(1);
    }

    @Test
    void aHandOverIsFromTheReleaseOfOneToTheAcquisitionOfTheOther() throws Exception {
        Sample sample = run(PATIENCE);

        assertThat(sample.ops()).isPositive();
        assertThat((long) acquired.get()).isGreaterThan(sample.ops());
        assertThat(names).hasSize(1);
        assertThat(sample.figure("p50")).isBetween(0.95e3 * LOCK_MILLIS, 2e6);
        assertThat(sample.figure("p99")).isGreaterThanOrEqualTo(sample.figure("p50"));
        everythingIsClosed();
    }

    @Test
    void itIsComparedWithAPutThatTheOtherWatches() throws Exception {
        // As when the watch comes to the server after the first put.
        eventsLost = 1;

        Sample sample = run(PATIENCE);

        assertThat(sample.figure("put")).isPositive();
        assertThat(sample.figure("watch")).isBetween(0.95e3 * EVENT_MILLIS, 2e6);
        assertThat(sample.figure("x-watch+put"))
                .isEqualTo(sample.figure("p50") / (sample.figure("watch") + sample.figure("put")), within(1e-9));
    }

    @Test
    void everyTurnHasALockOfItsOwn() throws Exception {
        run(PATIENCE);
        lock.release();
        run(PATIENCE);

        assertThat(names).hasSize(2);
    }

    @Test
    void aClientThatNeverHandsOverIsNoFigure() {
        handsOver = false;

        noFigure(SHORT, IllegalStateException.class, "not handed over");
        assertThat(acquired).hasValue(1);
    }

    @Test
    void aClientWhoseLockTwoCanHaveIsNoFigure() {
        excludes = false;

        noFigure(PATIENCE, IllegalStateException.class, "before it was released");
    }

    @Test
    void anAcquisitionThatFailsIsNoFigure() {
        failure = new IllegalStateException("lost");

        noFigure(PATIENCE, IllegalStateException.class, "lost");
    }

    @Test
    void aWatchThatTellsNothingIsNoFigure() {
        eventsLost = Integer.MAX_VALUE;

        noFigure(SHORT, TimeoutException.class, "no event");
    }

    @Test
    void anEventWithAnotherValueIsNoFigure() {
        valueLength = 99;

        noFigure(PATIENCE, IllegalStateException.class, "99 bytes");
    }

    private final class InMemoryClient extends NoClient {
        InMemoryClient() {
            clients.incrementAndGet();
        }

        @Override
        public void put(byte[] key, byte[] value) {
            if (eventsLost > 0) {
                eventsLost--;
                return;
            }
            ByteBuffer told = ByteBuffer.wrap(value, 0, valueLength);
            server.schedule(() -> watches.forEach(watch -> watch.arrived(told)), EVENT_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public Subscription watchValues(byte[] prefix, Values values) {
            watches.add(values);
            return () -> watches.remove(values);
        }

        @Override
        public Holder holder(String name) {
            names.add(name);
            sessions.incrementAndGet();
            return new Holder() {
                @Override
                public void acquire() throws InterruptedException {
                    if (failure != null) {
                        throw failure;
                    }
                    if (excludes) {
                        lock.acquire();
                    }
                    acquired.incrementAndGet();
                }

                @Override
                public void release() {
                    if (handsOver) {
                        server.schedule(() -> lock.release(), LOCK_MILLIS, TimeUnit.MILLISECONDS);
                    }
                }

                @Override
                public void end() {
                    sessions.decrementAndGet();
                }
            };
        }

        @Override
        public void close() {
            clients.decrementAndGet();
        }
    }
}
