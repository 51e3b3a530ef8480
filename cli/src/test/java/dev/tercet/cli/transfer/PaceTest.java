package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void withoutARateNothingWaits() {
        Pace pace = new Pace(0);
        pace.sent(1_000_000, 5);
        assertThat(pace.delay(5)).isLessThanOrEqualTo(0);
    }

    @Test
    void waitsAsLongAsWhatWasSentTakes() {
        Pace pace = new Pace(100);
        // Any number may be the clock's first, also a negative one.
        long begin = Long.MAX_VALUE - 10;
        assertThat(pace.delay(begin)).isLessThanOrEqualTo(0);
        pace.sent(50, begin);
        assertThat(pace.delay(begin)).isEqualTo(SECOND / 2);
        assertThat(pace.delay(begin + SECOND / 2)).isZero();
        pace.sent(100, begin + SECOND / 2);
        assertThat(pace.delay(begin + SECOND / 2)).isEqualTo(SECOND);
    }

    @Test
    void whatWasNotUsedUpIsNotMadeUpFor() {
        Pace pace = new Pace(10);
        pace.sent(10, 0);
        pace.sent(10, 60 * SECOND);
        assertThat(pace.delay(60 * SECOND)).isEqualTo(SECOND);
    }
}
