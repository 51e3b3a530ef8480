package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"0, 0 ms", "949, 949 ms", "996, 1 s", "1000, 1 s", "1513, 1.5 s", "5004, 5 s", "90000, 90 s"})
    void areShownShort(long millis, String shown) {
        assertThat(Durations.shown(Duration.ofMillis(millis))).isEqualTo(shown);
    }
}
