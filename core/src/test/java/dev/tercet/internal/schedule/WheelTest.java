package dev.tercet.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WheelTest {
    private final Wheel wheel = new Wheel();

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private final AtomicReference<Thread> timer = new AtomicReference<>();

    @BeforeEach
    void theThreadShowsItself() {
        wheel.schedule(0, () -> timer.set(Thread.currentThread()));
        await().until(() -> timer.get() != null);
    }

    @AfterEach
    void theThreadEnds() throws InterruptedException {
        wheel.close();
        wheel.join(5_000);
        assertThat(timer.get().isAlive()).isFalse();
    }

    @Test
    void nothingRunsEarlyAndAllOfItOnItsThread() {
        Random random = new Random(7);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 500; i++) {
            long delay = random.nextLong(millis(150));
            long due = System.nanoTime() + delay;
            wheel.schedule(delay, () -> {
                long early = due - System.nanoTime();
                if (early > 0 || Thread.currentThread() != timer.get()) {
                    wrong.add("early by " + early);
                }
                ran.incrementAndGet();
            });
        }

        await().until(() -> ran.get() == 500);
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsCalledOffDoesNotRun() {
        AtomicInteger ran = new AtomicInteger();
        Scheduler.Timer cancelled = wheel.schedule(millis(30), ran::incrementAndGet);
        CountDownLatch later = new CountDownLatch(1);
        wheel.schedule(millis(80), later::countDown);
        cancelled.cancel();
        cancelled.cancel();

        await().until(() -> later.getCount() == 0);
        assertThat(ran).hasValue(0);
    }

    @Test
    void aSoonerTaskWakesTheThreadThatSleepsToALaterOne() {
        AtomicInteger ran = new AtomicInteger();
        wheel.schedule(millis(60_000), ran::incrementAndGet);
        wheel.schedule(millis(20), ran::incrementAndGet);

        await().atMost(Duration.ofSeconds(5)).until(() -> ran.get() == 1);
    }

    @Test
    void aDelayOfMoreThanOneTurnDoesNotRunInTheFirst() {
        // One turn is 10.24 s: these two share a slot.
        AtomicLong far = new AtomicLong();
        long start = System.nanoTime();
        wheel.schedule(millis(10_240 + 50), () -> far.set(System.nanoTime() - start));
        CountDownLatch near = new CountDownLatch(1);
        wheel.schedule(millis(50), near::countDown);

        await().until(() -> near.getCount() == 0);
        assertThat(far).hasValue(0);
        await().atMost(Duration.ofSeconds(20)).until(() -> far.get() != 0);
        assertThat(far.get()).isGreaterThanOrEqualTo(millis(10_290));
    }

    @Test
    void delaysBeyondTheClockWaitForEver() {
        AtomicInteger ran = new AtomicInteger();
        wheel.schedule(Long.MAX_VALUE, ran::incrementAndGet);
        wheel.schedule(Long.MAX_VALUE / 2, ran::incrementAndGet);
        CountDownLatch later = new CountDownLatch(1);
        wheel.schedule(millis(50), later::countDown);

        await().until(() -> later.getCount() == 0);
        assertThat(ran).hasValue(0);
    }

    @Test
    void aTaskThatThrowsHarmsNoOther() {
        AtomicInteger ran = new AtomicInteger();
        wheel.schedule(0, () -> {
            throw new IllegalStateException("thrown by the test");
        });
        wheel.schedule(0, ran::incrementAndGet);
        wheel.schedule(millis(20), ran::incrementAndGet);

        await().until(() -> ran.get() == 2);
    }

    @Test
    void closingRunsWhatWaitsOnceAndAtOnce() throws InterruptedException {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            wheel.schedule(millis(60_000L + 100 * i), ran::incrementAndGet);
        }
        wheel.close();
        wheel.join(5_000);

        assertThat(ran).hasValue(100);
        wheel.schedule(millis(60_000), ran::incrementAndGet);
        assertThat(ran).hasValue(101);
    }

    @Test
    void closingFromATaskDoesNotWaitForItself() {
        CountDownLatch closed = new CountDownLatch(1);
        wheel.schedule(0, () -> {
            wheel.close();
            try {
                wheel.join(5_000);
                closed.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        await().atMost(Duration.ofSeconds(2)).until(() -> closed.getCount() == 0);
    }

    @Test
    void everythingScheduledWhileItClosesRunsExactlyOnce() throws InterruptedException {
        int each = 20_000;
        AtomicInteger ran = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    wheel.schedule(millis(i % 60_000), ran::incrementAndGet);
                }
            });
            threads.add(thread);
            thread.start();
        }
        await().until(() -> ran.get() > 0);
        wheel.close();
        for (Thread thread : threads) {
            thread.join();
        }
        wheel.join(5_000);

        assertThat(ran).hasValue(3 * each);
    }

    @Test
    void manyThreadsThatScheduleAndCallOffLeaveNothing() throws InterruptedException {
        AtomicInteger ran = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        List<WeakReference<Object>> references = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Object held = new Object();
            references.add(new WeakReference<>(held));
            Thread thread = new Thread(scheduleAndCancel(held, ran));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();

        // Some of the short ones may have run before they were called off; none is left behind.
        await().untilAsserted(() -> {
            System.gc();
            assertThat(references).allMatch(reference -> reference.get() == null);
        });
        int before = ran.get();
        wheel.close();
        wheel.join(5_000);
        assertThat(ran).hasValue(before);
    }

    private Runnable scheduleAndCancel(Object held, AtomicInteger ran) {
        return () -> {
            for (int i = 0; i < 25_000; i++) {
                long delay = i % 3 == 0 ? millis(5) : millis(10_000);
                wheel.schedule(delay, () -> {
                            if (held.hashCode() != 0) {
                                ran.incrementAndGet();
                            }
                        })
                        .cancel();
            }
        };
    }

    @Test
    void noneIsForgottenWhenManyThreadsScheduleForTheNextTick() throws InterruptedException {
        // What is added behind the hand would only come round with the next turn, ten seconds later.
        int each = 30_000;
        AtomicInteger ran = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    wheel.schedule(i % 2, ran::incrementAndGet);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        await().atMost(Duration.ofSeconds(4)).until(() -> ran.get() == 6 * each);
    }
}
