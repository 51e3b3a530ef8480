package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A watch with and without a slow one beside it, of a client that has one event a millisecond. */
class SlowBesideLoadTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final ScheduledExecutorService server = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        server.shutdownNow();
    }

    @Test
    void isToldInPartsOfWhatItIsAlone() throws Exception {
        Sample sample = new SlowBesideLoad().run(new OneThread(1), SHORT, SHORT);

        assertThat(sample.figure("alone")).isPositive();
        assertThat(sample.figure("x-alone")).isEqualTo(sample.opsPerSecond() / sample.figure("alone"), within(1e-9));
    }

    @Test
    void aClientThatIsHeldUpByTheSlowOneShowsIt() throws Exception {
        // Alone there are a hundred for each of these.
        Sample sample = new SlowBesideLoad().run(new OneThread(100), SHORT, SHORT);

        assertThat(sample.figure("x-alone")).isLessThan(0.5);
    }

    @Test
    void aSlowWatchThatEndsIsNoFigure() {
        OneThread client = new OneThread(1);
        client.failure = new IllegalStateException("lost");

        assertThatThrownBy(() -> new SlowBesideLoad().run(client, SHORT, SHORT)).hasMessageContaining("lost");
    }

    @Test
    void eventsThatComeTogetherTakeAsLongAsThoseThatComeAlone() {
        assertThat(SlowBesideLoad.pauseMicros(100)).isEqualTo(10_000).isEqualTo(100 * SlowBesideLoad.pauseMicros(1));
    }

    private final class OneThread extends NoClient {
        private final int besideMillis;
        private int millis = 1;
        private @Nullable RuntimeException failure;

        /** Has an event so often when there is a slow watch. */
        OneThread(int besideMillis) {
            this.besideMillis = besideMillis;
        }

        @Override
        public Subscription watch(byte[] prefix, Events events) {
            ScheduledFuture<?> telling = server.scheduleAtFixedRate(
                    () -> events.arrived(1, 16 + Data.VALUE_LENGTH), 0, millis, TimeUnit.MILLISECONDS);
            return () -> telling.cancel(false);
        }

        @Override
        public Subscription watchSlowly(byte[] prefix, Events events) {
            millis = besideMillis;
            if (failure != null) {
                events.failed(failure);
            }
            return () -> {};
        }
    }
}
