package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleTest {
    private final Sample sample = new Sample(1, 2, 3, 4);

    @Test
    void theLineKeepsAll() {
        Sample more = sample.with("p50", 1.5).with("kept/key", 220);

        assertThat(Sample.parse(more.line())).isEqualTo(more);
        assertThat(Sample.parse(sample.line())).isEqualTo(sample);
        assertThat(more.figure("p50")).isEqualTo(1.5);
        assertThat(more.figure("p99")).isNaN();
    }

    @Test
    void aNameThatWouldBreakTheLineIsRefused() {
        assertThatThrownBy(() -> sample.with("a b", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sample.with("a=b", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
