package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    private final FakeTimer timer = new FakeTimer();

    @Test
    void comesWhenItsTimeIsUp() {
        Deadline deadline = Deadline.after(timer, Duration.ofNanos(10));
        AtomicInteger past = new AtomicInteger();
        deadline.whenPast(past::incrementAndGet);
        timer.advance(9);
        assertThat(deadline.remaining()).isEqualTo(1);
        assertThat(deadline.isPast()).isFalse();
        assertThat(past).hasValue(0);
        timer.advance(1);
        assertThat(deadline.isPast()).isTrue();
        assertThat(past).hasValue(1);
    }

    @Test
    void canBeCalledOff() {
        AtomicInteger past = new AtomicInteger();
        Deadline.after(timer, Duration.ofNanos(10))
                .whenPast(past::incrementAndGet)
                .cancel();
        timer.advance(10);
        assertThat(past).hasValue(0);
    }

    @Test
    void neverComesIfThereIsNone() {
        Deadline deadline = Deadline.never(timer);
        AtomicInteger past = new AtomicInteger();
        deadline.whenPast(past::incrementAndGet).cancel();
        timer.advance(Long.MAX_VALUE / 4);
        assertThat(deadline.isPast()).isFalse();
        assertThat(past).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 1_000_000_000, 10_000_000_000L})
    void aDurationBeyondAllNumbersIsLong(long seconds) {
        timer.advance(Long.MAX_VALUE / 4);
        assertThat(Deadline.after(timer, Duration.ofSeconds(seconds)).remaining())
                .isGreaterThan(Duration.ofDays(365 * 100).toNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void noTimeAtAllIsPast(long seconds) {
        assertThat(Deadline.after(timer, Duration.ofSeconds(seconds)).isPast()).isTrue();
    }
}
