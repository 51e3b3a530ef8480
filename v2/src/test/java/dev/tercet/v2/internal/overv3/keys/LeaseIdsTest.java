package dev.tercet.v2.internal.overv3.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Leases that are known again by their ids. */
class LeaseIdsTest {
    @Test
    void oursAreKnown() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(LeaseIds.next(false)).isPositive().matches(LeaseIds::isOfOneKey);
            assertThat(LeaseIds.next(true)).isPositive().matches(id -> !LeaseIds.isOfOneKey(id));
        }
    }

    @Test
    void othersAreNot() {
        Random ids = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            assertThat(LeaseIds.isOfOneKey(ids.nextLong())).isFalse();
        }
        assertThat(LeaseIds.isOfOneKey(0)).isFalse();
    }
}
