package dev.tercet.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;

class LullTest {
    private static final long MICROS = 1_000;

    private final Lull lull = new Lull(0);

    @Test
    void thereIsNoneUnlessTwoMayBeExpectedOfIt() {
        assertThat(lull.isDue(1, 49 * MICROS)).isTrue();
        assertThat(lull.isDue(1, 99 * MICROS)).isFalse();
        assertThat(lull.isDue(1, 1_099 * MICROS)).isFalse();
        assertThat(lull.isDue(0, 1_100 * MICROS)).isFalse();
    }

    @Test
    void manyAtLongIntervalsAreAsGoodAsFewAtShortOnes() {
        assertThat(lull.isDue(300, 10_000 * MICROS)).isTrue();
        assertThat(lull.isDue(100, 20_000 * MICROS)).isFalse();
    }

    @Test
    void onlyThreadsOfOurOwnMayPause() {
        ThreadPoolExecutor own = CallbackThreads.create();
        try {
            assertThat(Lull.of(own)).isNotNull();
            assertThat(Lull.of(Runnable::run)).isNull();
        } finally {
            own.shutdown();
        }
    }
}
