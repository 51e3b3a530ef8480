package dev.tercet.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void nothingIsZero() {
        Histogram none = new Histogram();
        assertThat(none.count()).isZero();
        assertThat(none.least()).isZero();
        assertThat(none.greatest()).isZero();
        assertThat(none.mean()).isZero();
        assertThat(none.quantile(0.99)).isZero();
    }

    @Test
    void quantilesAreWithinTwoHundredthsOfTheExactOnes() {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = LongStream.generate(() -> (long) Math.exp(random.nextDouble() * 40))
                .limit(10_000)
                .sorted()
                .toArray();
        Histogram histogram = new Histogram();
        Arrays.stream(times).forEach(histogram::add);
        for (double part : new double[] {0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
            long exact = times[(int) Math.ceil(part * times.length) - 1];
            assertThat(histogram.quantile(part))
                    .as("seed %d, part %s", seed, part)
                    .isBetween(exact, (long) (exact * 1.02) + 1);
        }
        assertThat(histogram.least()).isEqualTo(times[0]);
        assertThat(histogram.greatest()).isEqualTo(times[times.length - 1]);
        assertThat(histogram.mean()).isCloseTo(Arrays.stream(times).average().orElseThrow(), within(1.0));
    }

    @Test
    void barsHaveAllOfThem() {
        Histogram histogram = new Histogram();
        LongStream.of(1, 10, 100, 1000, 10_000, 10_000).forEach(histogram::add);
        long[] bars = histogram.bars(5);
        assertThat(bars).hasSize(5);
        assertThat(Arrays.stream(bars).sum()).isEqualTo(6);
        assertThat(bars[0]).isEqualTo(1);
        assertThat(bars[4]).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theExtremesHaveAPlace() {
        Histogram histogram = new Histogram();
        LongStream.of(-1, 0, Long.MAX_VALUE).forEach(histogram::add);
        assertThat(histogram.quantile(0)).isZero();
        assertThat(histogram.quantile(1)).isEqualTo(Long.MAX_VALUE);
    }
}
