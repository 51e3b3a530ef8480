package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
    private static final Sample SAMPLE = new Sample(1, 1, 1, 1);

    private final Latency latency = new Latency();

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 63, 64, 100, 1_000, 123_456_789, 987_654_321_000L})
    void everyTimeIsKnownCloselyEnough(long nanos) {
        latency.add(nanos);

        assertThat(latency.addTo(SAMPLE).figure("p50") * 1000).isCloseTo(nanos, withinPercentage(2));
    }

    @Test
    void ninetyNineOfAHundredAreBelow() {
        for (int i = 1; i <= 1000; i++) {
            latency.add(i * 1_000L);
        }

        Sample sample = latency.addTo(SAMPLE);

        assertThat(sample.figure("p50")).isCloseTo(500, withinPercentage(2));
        assertThat(sample.figure("p99")).isCloseTo(990, withinPercentage(2));
    }

    @Test
    void whatTakesForeverAndWhatTakesNothingCountToo() {
        latency.add(Long.MAX_VALUE);
        latency.add(0);
        latency.add(-1);

        assertThat(latency.addTo(SAMPLE).figure("p50")).isLessThan(0.001);
        assertThat(latency.addTo(SAMPLE).figure("p99")).isGreaterThan(1e9);
    }

    @Test
    void aWindowBeginsWithNothing() {
        latency.add(5);
        latency.clear();

        assertThat(latency.addTo(SAMPLE)).isEqualTo(SAMPLE);
    }
}
