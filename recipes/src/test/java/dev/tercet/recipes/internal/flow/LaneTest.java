package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final Lane lane = new Lane();
    private final List<String> ran = new ArrayList<>();

    @Test
    void aStepWithinAStepRunsAfterIt() {
        lane.run(() -> {
            lane.run(() -> ran.add("inner"));
            ran.add("outer");
        });
        assertThat(ran).containsExactly("outer", "inner");
    }

    @Test
    void aStepThatFailsLeavesThoseBehindIt() {
        lane.run(() -> {
            lane.run(() -> ran.add("next"));
            throw new IllegalStateException("thrown by a test");
        });
        lane.run(() -> ran.add("later"));
        assertThat(ran).containsExactly("next", "later");
    }

    @Test
    void stepsOfManyThreadsRunOneAtATime() throws InterruptedException {
        int[] counted = {0};
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int step = 0; step < 10_000; step++) {
                    lane.run(() -> counted[0]++);
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counted[0]).isEqualTo(40_000);
    }
}
