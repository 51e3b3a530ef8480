package dev.tercet.spi.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.internal.delivery.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SerialLaneTest {
    private final SerialLane lane = new SerialLane();

    @Test
    void aStepRunsOnTheThreadThatBringsIt() {
        List<Thread> ran = new ArrayList<>();
        lane.run(() -> ran.add(Thread.currentThread()));

        assertThat(ran).containsExactly(Thread.currentThread());
    }

    @Test
    void aStepThatBringsAnotherDoesNotRunItInsideItself() {
        List<String> order = new ArrayList<>();
        lane.run(() -> {
            lane.run(() -> order.add("inner"));
            order.add("outer");
        });

        assertThat(order).containsExactly("outer", "inner");
    }

    @Test
    void aStepThatThrowsIsReportedAndDoesNotStopTheLane() {
        List<Object> seen = new ArrayList<>();
        Thread current = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = current.getUncaughtExceptionHandler();
        current.setUncaughtExceptionHandler((thread, thrown) -> seen.add(thrown.getMessage()));
        try {
            lane.run(() -> {
                throw new IllegalStateException("first");
            });
            lane.run(() -> {
                throw new StackOverflowError("second");
            });
            lane.run(() -> seen.add("third"));
        } finally {
            current.setUncaughtExceptionHandler(before);
        }

        assertThat(seen).containsExactly("first", "second", "third");
    }

    @Test
    void aHandlerThatThrowsDoesNotStopTheLaneEither() {
        List<Object> seen = new ArrayList<>();
        Thread current = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = current.getUncaughtExceptionHandler();
        current.setUncaughtExceptionHandler((thread, thrown) -> Checked.thrown("the handler's own"));
        try {
            lane.run(() -> {
                throw new IllegalStateException("first");
            });
            lane.run(() -> seen.add("second"));
        } finally {
            current.setUncaughtExceptionHandler(before);
        }

        assertThat(seen).containsExactly("second");
    }

    @Test
    void stepsOfManyThreadsRunOneAtATimeEachThreadsInItsOrder() throws InterruptedException {
        int each = 50_000;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        int[] last = new int[4];
        int[] disorder = new int[1];
        int[] count = new int[1];
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < last.length; t++) {
            int mine = t;
            Thread thread = new Thread(() -> {
                for (int i = 1; i <= each; i++) {
                    int number = i;
                    lane.run(() -> {
                        if (inside.incrementAndGet() != 1) {
                            overlaps.incrementAndGet();
                        }
                        disorder[0] += last[mine] == number - 1 ? 0 : 1;
                        last[mine] = number;
                        count[0]++;
                        inside.decrementAndGet();
                    });
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        lane.run(() -> count[0]++);

        assertThat(overlaps).hasValue(0);
        assertThat(disorder[0]).isZero();
        assertThat(count[0]).isEqualTo(last.length * each + 1);
    }
}
