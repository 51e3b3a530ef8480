package dev.tercet.testkit.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EtcdVersionTest {
    @Test
    void readsAndComparesByNumber() {
        EtcdVersion version = EtcdVersion.parse(" 3.5.30-rc.1\n");
        assertThat(version).isEqualTo(new EtcdVersion(3, 5, 30)).hasToString("3.5.30");
        assertThat(version.atLeast(3, 5)).isTrue();
        assertThat(version.atLeast(3, 6)).isFalse();
        assertThat(version).isGreaterThan(EtcdVersion.parse("3.5.9"));
        assertThatThrownBy(() -> EtcdVersion.parse("3.5")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void matchesWholeComponents() {
        EtcdVersion version = new EtcdVersion(3, 5, 16);
        assertThat(version.matches("3.5")).isTrue();
        assertThat(version.matches("3.5.16")).isTrue();
        assertThat(version.matches("newest")).isTrue();
        assertThat(version.matches("3.5.1")).isFalse();
    }
}
