package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who may go, and when. */
final class TurnsTest {
    @Test
    void firstComeFirstServedAndWhoLeftTheQueueIsPassedOver() {
        Turns turns = new Turns(2);
        List<Integer> went = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            if (turns.enter(() -> number != 3 && went.add(number))) {
                went.add(number);
            }
        }
        assertThat(went).containsExactly(0, 1);
        turns.leave();
        assertThat(went).containsExactly(0, 1, 2);
        turns.leave();
        assertThat(went).containsExactly(0, 1, 2, 4);
        turns.leave();
        turns.leave();
        turns.leave();
        assertThat(went).containsExactly(0, 1, 2, 4, 5);
        assertThat(turns.enter(() -> true)).isTrue();
    }

    @Test
    void manyThatFailAtOnceAreALoop() {
        Turns turns = new Turns(1);
        AtomicInteger went = new AtomicInteger();
        assertThat(turns.enter(() -> true)).isTrue();
        for (int i = 0; i < 100_000; i++) {
            turns.enter(() -> {
                went.incrementAndGet();
                turns.leave();
                return true;
            });
        }
        turns.leave();
        assertThat(went).hasValue(100_000);
    }

    @Test
    void neverMoreThanAllowedWhoeverComesAndGoes() {
        Turns turns = new Turns(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Runnable work = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            CompletableFuture.runAsync(() -> {
                inside.decrementAndGet();
                done.incrementAndGet();
                turns.leave();
            });
        };
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 2_000; i++) {
                    boolean mayGo = turns.enter(() -> {
                        work.run();
                        return true;
                    });
                    if (mayGo) {
                        work.run();
                    }
                }
            }));
        }
        callers.forEach(CompletableFuture::join);
        Awaitility.await().until(() -> done.get() == 8_000);
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }
}
