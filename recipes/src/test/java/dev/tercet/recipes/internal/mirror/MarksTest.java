package dev.tercet.recipes.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
    @ParameterizedTest
    @CsvSource({
        "3.4.24, false", "3.4.25, true", "3.5.7, false", "3.5.8, true", "3.6.0, true", "3.7.0-rc.1, true",
        "4.0.0, true", "3.3.27, false", "2.3.8, false", "3.5, false", "'', false", "unknown, false"
    })
    void answersCountFromTheVersionsOnThatSendThemInOrder(String version, boolean reliable) {
        assertThat(Marks.isReliable(version)).isEqualTo(reliable);
    }
}
