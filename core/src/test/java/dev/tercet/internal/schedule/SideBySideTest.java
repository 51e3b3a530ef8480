package dev.tercet.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SideBySideTest {
    private final AtomicInteger met = new AtomicInteger();
    private final CyclicBarrier allThree = new CyclicBarrier(3);

    private void meet() {
        try {
            allThree.await(10, TimeUnit.SECONDS);
            met.incrementAndGet();
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void allGoOnAtTheSameTime() {
        SideBySide.run("t", List.of(this::meet, this::meet, this::meet), 10_000);

        assertThat(met).hasValue(3);
    }

    @Test
    void nothingToDoIsDone() {
        SideBySide.run("t", List.of(), 10_000);
    }

    @Test
    void oneThatHangsIsNotWaitedForLongerThanAgreed() {
        CountDownLatch let = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Runnable hangs = () -> {
            try {
                let.await();
                done.incrementAndGet();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        SideBySide.run("t", List.of(() -> {}, hangs, hangs), 50);

        assertThat(done).hasValue(0);
        let.countDown();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> done.get() == 2);
    }

    @Test
    void anInterruptEndsTheWaitingAndIsKept() {
        CountDownLatch let = new CountDownLatch(1);
        Runnable hangs = () -> {
            try {
                let.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        Thread.currentThread().interrupt();
        SideBySide.run("t", List.of(() -> {}, hangs), Long.MAX_VALUE);

        assertThat(Thread.interrupted()).isTrue();
        let.countDown();
    }
}
