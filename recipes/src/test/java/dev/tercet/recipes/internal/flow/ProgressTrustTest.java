package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTrustTest {
    @ParameterizedTest
    @CsvSource({
        "3.4.24, false",
        "3.4.25, true",
        "3.5.7, false",
        "3.5.8, true",
        "3.5.30, true",
        "3.6.0-alpha.0, true",
        "3.7.0-rc.1, true",
        "3.7.3, true",
        "3.3.27, false",
        "2.3.8, false",
        "4.0.0, true",
        "3.5, false",
        "'', false",
        "some other store, false"
    })
    void knowsWhoseMarksCanBeReliedOn(String version, boolean trusted) {
        assertThat(ProgressTrust.isTrusted(version)).isEqualTo(trusted);
    }
}
