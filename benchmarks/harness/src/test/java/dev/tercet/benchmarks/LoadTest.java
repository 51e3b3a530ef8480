package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loops, over a client that answers by itself. */
class LoadTest {
    // Long enough that a machine with other things to do gets round to one call in it.
    private static final Duration SHORT = Duration.ofMillis(100);

    private final InMemoryClient client = new InMemoryClient();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void everyRowCountsWhatEnded(Row row) throws Exception {
        Sample sample = Load.of(row).run(client, SHORT, SHORT);

        assertThat(sample.ops()).isPositive();
        assertThat(sample.nanos()).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @ParameterizedTest
    @EnumSource(
            value = Row.class,
            names = {"GET_1", "GET_64", "RANGE", "WATCH"})
    void anAnswerOfTheWrongSizeIsNoFigure(Row row) {
        client.valueLength = 99;

        assertThatThrownBy(() -> Load.of(row).run(client, SHORT, SHORT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailedCallIsNoFigure() {
        client.failure = new IllegalStateException("lost");

        assertThatThrownBy(() -> Load.of(Row.PUT_64).run(client, SHORT, SHORT)).hasMessageContaining("lost");
    }

    @Test
    void aRecipeThatFailsIsNoFigure() {
        client.failure = new IllegalStateException("lost");

        assertThatThrownBy(() -> Load.of(Row.LOCK_8).run(client, SHORT, SHORT)).hasMessageContaining("lost");
    }

    private static final class InMemoryClient implements BenchClient {
        private final ExecutorService answers = Executors.newSingleThreadExecutor();
        private volatile int valueLength = Data.VALUE_LENGTH;
        private volatile @Nullable Throwable failure;
        private volatile boolean watching;

        @Override
        public boolean does(Row row) {
            return true;
        }

        @Override
        public Recipe recipe(Row row) {
            return new Recipe() {
                @Override
                public void once() {
                    rethrow();
                }

                @Override
                public void end() {}
            };
        }

        private void rethrow() {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
        }

        @Override
        public void put(byte[] key, byte[] value) {}

        @Override
        public int get(byte[] key) {
            return valueLength;
        }

        @Override
        public void putAsync(byte[] key, byte[] value, Done done) {
            answers.execute(() -> end(0, done));
        }

        @Override
        public void getAsync(byte[] key, Done done) {
            answers.execute(() -> end(valueLength, done));
        }

        private void end(int bytes, Done done) {
            Throwable thrown = failure;
            if (thrown != null) {
                done.failed(thrown);
            } else {
                done.done(bytes);
            }
        }

        @Override
        public long range(byte[] prefix) {
            return Data.RANGE_KEYS * (16L + valueLength);
        }

        @Override
        public Subscription watch(byte[] prefix, Events events) {
            watching = true;
            answers.execute(() -> {
                while (watching) {
                    events.arrived(2, 2 * (16L + valueLength));
                }
            });
            return () -> watching = false;
        }

        @Override
        public void close() {
            answers.shutdownNow();
        }
    }
}
