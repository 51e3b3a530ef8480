package dev.tercet.embedded.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
    private static final int MOVES = 100_000;

    private final ManualTime time = new ManualTime();

    @Test
    void twoWhoMoveItMoveItByWhatTheySayTogether() {
        AtomicInteger early = new AtomicInteger();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> move(early));
        move(early);
        other.join();
        assertThat(time.nanos()).isEqualTo(2 * MOVES);
        assertThat(early).as("moves over before what came due in them was done").hasValue(0);
    }

    private void move(AtomicInteger early) {
        for (int i = 0; i < MOVES; i++) {
            AtomicInteger done = new AtomicInteger();
            time.at(time.nanos() + 1, done::incrementAndGet);
            time.advance(1);
            if (done.get() != 1) {
                early.incrementAndGet();
            }
        }
    }

    @Test
    void aTaskMayMoveItFurther() {
        List<Long> seen = new ArrayList<>();
        time.at(3, () -> {
            time.advance(10);
            seen.add(time.nanos());
        });
        time.at(5, () -> seen.add(time.nanos()));
        time.advance(4);
        assertThat(seen).containsExactly(5L, 13L);
        assertThat(time.nanos()).isEqualTo(13);
    }
}
