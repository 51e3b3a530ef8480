package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterIdsTest {
    @Test
    void theFirstCounts() {
        ClusterIds ids = new ClusterIds(null);
        assertThat(ids.check(Optional.of("ab"))).isEmpty();
        assertThat(ids.check(Optional.of("ab"))).isEmpty();
        assertThat(ids.check(Optional.of("cd"))).contains("ab");
    }

    @Test
    void aChangeIsToldOnce() {
        ClusterIds ids = new ClusterIds("ab");
        assertThat(ids.check(Optional.of("cd"))).contains("ab");
        assertThat(ids.check(Optional.of("cd"))).isEmpty();
        assertThat(ids.check(Optional.of("ab"))).contains("cd");
    }

    @Test
    void whoSaysNothingIsNotChecked() {
        ClusterIds ids = new ClusterIds("ab");
        assertThat(ids.check(Optional.empty())).isEmpty();
        assertThat(ids.check(Optional.of(" "))).isEmpty();
        assertThat(ids.check(Optional.of("AB"))).isEmpty();
        assertThat(ids.check(Optional.of("00ab"))).isEmpty();
    }
}
