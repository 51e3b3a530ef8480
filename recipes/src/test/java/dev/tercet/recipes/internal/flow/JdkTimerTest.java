package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class JdkTimerTest {
    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void runsATaskWhenItIsDueOnTheCallbackExecutor() {
        AtomicInteger executed = new AtomicInteger();
        Timer timer = new JdkTimer(task -> {
            executed.incrementAndGet();
            task.run();
        });
        long before = timer.now();
        timer.after(Duration.ofMillis(20).toNanos(), ran::incrementAndGet);
        timer.after(-1, ran::incrementAndGet);
        Awaitility.await().untilAsserted(() -> assertThat(ran).hasValue(2));
        assertThat(executed).hasValue(2);
        assertThat(timer.now() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void runsATaskAllTheSameIfTheExecutorIsShut() {
        HeldTasks executor = new HeldTasks();
        executor.shut();
        new JdkTimer(executor).after(0, ran::incrementAndGet);
        Awaitility.await().untilAsserted(() -> assertThat(ran).hasValue(1));
    }

    @Test
    void aTaskThatIsCancelledDoesNotRun() {
        Timer timer = new JdkTimer(Runnable::run);
        Timer.Alarm alarm = timer.after(Duration.ofMillis(30).toNanos(), ran::incrementAndGet);
        alarm.cancel();
        alarm.cancel();
        AtomicInteger later = new AtomicInteger();
        timer.after(Duration.ofMillis(60).toNanos(), later::incrementAndGet);
        Awaitility.await().untilAsserted(() -> assertThat(later).hasValue(1));
        assertThat(ran).hasValue(0);
    }

    @Test
    void aTaskThatIsCancelledIsForgotten() {
        WeakReference<Object> held = cancelled();
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(held.get()).isNull();
        });
    }

    private static WeakReference<Object> cancelled() {
        Object something = new Object();
        new JdkTimer(Runnable::run)
                .after(Duration.ofDays(1).toNanos(), () -> assertThat(something).isNotNull())
                .cancel();
        return new WeakReference<>(something);
    }
}
