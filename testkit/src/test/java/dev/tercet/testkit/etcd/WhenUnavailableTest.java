package dev.tercet.testkit.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class WhenUnavailableTest {
    private static final String NOBODY_HAS_IT = "2.0.0";

    @Test
    void skipsOrFails() {
        assertThatThrownBy(() -> WhenUnavailable.SKIP.obtain(() -> EtcdBinaries.find(NOBODY_HAS_IT)))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("etcd 2.0.0 is not to be had: ");
        assertThatThrownBy(() -> WhenUnavailable.FAIL.obtain(() -> EtcdBinaries.find(NOBODY_HAS_IT)))
                .isInstanceOf(EtcdUnavailable.class);
    }

    @Test
    void anOldVersionMayBeMissingAnywhere() {
        assertThat(WhenUnavailable.of("3.3")).isEqualTo(WhenUnavailable.SKIP);
        assertThat(WhenUnavailable.of("3.3.25")).isEqualTo(WhenUnavailable.SKIP);
        assertThat(List.of("3.4", "3.5.30", "3.30", "newest"))
                .allSatisfy(version ->
                        assertThat(WhenUnavailable.of(version)).isEqualTo(WhenUnavailable.fromEnvironment()));
    }

    @Test
    void passesOnWhatIsThere() {
        assertThat(WhenUnavailable.FAIL.obtain(() -> "etcd")).isEqualTo("etcd");
    }
}
