package dev.tercet.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallbackThreadsTest {
    @Test
    void theyHaveTheNumberOfTheirClientsTimer() throws Exception {
        try (Wheel timer = new Wheel()) {
            ThreadPoolExecutor callbacks = CallbackThreads.of(timer);
            String name =
                    callbacks.submit(() -> Thread.currentThread().getName()).get(5, TimeUnit.SECONDS);
            callbacks.shutdown();
            assertThat(name).isEqualTo("tercet-callback-" + timer.number() + "-1");
        }
    }

    @Test
    void whatComesAfterTheShutdownIsStillToldAndNotRefused() throws InterruptedException {
        ThreadPoolExecutor callbacks = CallbackThreads.create();
        callbacks.shutdown();
        assertThat(callbacks.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        AtomicReference<Thread> ran = new AtomicReference<>();
        callbacks.execute(() -> ran.set(Thread.currentThread()));

        await().until(() -> ran.get() != null);
        assertThat(ran.get()).isNotSameAs(Thread.currentThread());
    }
}
