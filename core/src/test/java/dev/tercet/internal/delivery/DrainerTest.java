package dev.tercet.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.internal.schedule.Wheel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainerTest {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);

    private final FakeScheduler time = new FakeScheduler();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Wheel wheel = new Wheel();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(0, 1000, 1, TimeUnit.SECONDS, new SynchronousQueue<>());

    @AfterEach
    void close() throws InterruptedException {
        wheel.close();
        wheel.join(5_000);
        pool.shutdownNow();
        assertThat(pool.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBurstCostsOneTask() {
        Drainer drainer = new Drainer(tasks::add, time);
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            drainer.complete(() -> ran.add(number));
        }

        assertThat(tasks).hasSize(1);
        assertThat(ran).isEmpty();
        tasks.remove().run();
        assertThat(ran).containsExactly(0, 1, 2, 3, 4);
        drainer.complete(() -> ran.add(5));
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(ran).hasSize(6);
    }

    @Test
    void aCompletionThatThrowsHarmsNoOther() {
        Drainer drainer = new Drainer(tasks::add, time);
        AtomicInteger ran = new AtomicInteger();
        drainer.complete(() -> {
            throw new IllegalStateException("thrown by the test");
        });
        drainer.complete(() -> {
            throw new StackOverflowError("thrown by the test");
        });
        drainer.complete(ran::incrementAndGet);
        tasks.remove().run();

        assertThat(ran).hasValue(1);
    }

    @Test
    void anExecutorThatIsBusyGetsNoFurtherTasks() {
        Drainer drainer = new Drainer(tasks::add, time);
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            drainer.complete(ran::incrementAndGet);
            time.advance(10 * TICK);
        }

        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(ran).hasValue(10);
        time.advance(10 * TICK);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void oneThatBlocksHoldsUpNoOther() {
        Drainer drainer = new Drainer(pool, wheel);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        drainer.complete(() -> hold(release));
        for (int i = 0; i < 2_000; i++) {
            drainer.complete(ran::incrementAndGet);
        }

        // Not one of them a tick: one drainer takes over all that is left.
        await().atMost(Duration.ofSeconds(2)).until(() -> ran.get() == 2_000);
        assertThat(pool.getLargestPoolSize()).isLessThanOrEqualTo(4);
        release.countDown();
        drainer.complete(ran::incrementAndGet);
        await().until(() -> ran.get() == 2_001);
    }

    @Test
    void manyThatBlockHoldUpNoOther() {
        Drainer drainer = new Drainer(pool, wheel);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            drainer.complete(() -> hold(release));
            drainer.complete(ran::incrementAndGet);
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> ran.get() == 5);
        release.countDown();
    }

    private static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFullExecutorCatchesUpLater() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new java.util.concurrent.LinkedBlockingQueue<>());
        Drainer drainer = new Drainer(one, wheel);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch patience = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        drainer.complete(() -> hold(release));
        drainer.complete(ran::incrementAndGet);
        wheel.schedule(40 * TICK, patience::countDown);
        await().until(() -> patience.getCount() == 0);

        assertThat(one.getQueue()).hasSizeLessThanOrEqualTo(1);
        release.countDown();
        await().until(() -> ran.get() == 1);
        one.shutdown();
    }

    @Test
    void nothingIsLostUnderManyProducersAndFewThreadsAreUsed() throws InterruptedException {
        Drainer drainer = new Drainer(pool, wheel);
        int each = 50_000;
        AtomicInteger ran = new AtomicInteger();
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        List<Thread> producers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    drainer.complete(() -> {
                        used.add(Thread.currentThread());
                        ran.incrementAndGet();
                    });
                }
            });
            producers.add(thread);
            thread.start();
        }
        for (Thread thread : producers) {
            thread.join();
        }

        await().until(() -> ran.get() == 4 * each);
        assertThat(used).hasSizeLessThan(20);
    }

    @Test
    void whenTheExecutorTakesNothingTheCommonPoolDoes() {
        Executor shut = task -> {
            throw new RejectedExecutionException("shut down");
        };
        Drainer drainer = new Drainer(shut, time);
        AtomicInteger ran = new AtomicInteger();
        drainer.complete(ran::incrementAndGet);
        drainer.complete(ran::incrementAndGet);

        await().until(() -> ran.get() == 2);
    }

    @Test
    void afterTheClockIsClosedABlockedOneStillHoldsUpNoOther() throws InterruptedException {
        Drainer drainer = new Drainer(pool, wheel);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        drainer.complete(() -> {
            held.countDown();
            hold(release);
        });
        held.await();
        wheel.close();
        wheel.join(5_000);
        for (int i = 0; i < 100; i++) {
            drainer.complete(ran::incrementAndGet);
        }

        await().until(() -> ran.get() == 100);
        assertThat(pool.getLargestPoolSize()).isLessThan(200);
        release.countDown();
    }

    @Test
    void whenTheExecutorCannotHaveAThreadTheCommonPoolHelpsOut() {
        Executor broken = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        Drainer drainer = new Drainer(broken, time);
        AtomicInteger ran = new AtomicInteger();
        drainer.complete(ran::incrementAndGet);

        await().until(() -> ran.get() == 1);
    }
}
