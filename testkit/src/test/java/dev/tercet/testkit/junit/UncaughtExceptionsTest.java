package dev.tercet.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no test tells of goes to the handler that was there before. */
class UncaughtExceptionsTest {
    private final List<Throwable> heard = new CopyOnWriteArrayList<>();
    private final UncaughtExceptionHandler ours = (thread, thrown) -> heard.add(thrown);
    private UncaughtExceptionHandler before;

    @BeforeEach
    void listen() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(ours);
    }

    @AfterEach
    void stop() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void whereNothingIsLookedForNothingIsHeld() throws InterruptedException {
        assertThat(Runs.run(NotLookedFor.class)).isEmpty();
        assertThat(heard).singleElement().asString().contains("oh dear");
    }

    @EtcdTest(failOnLeaks = false)
    static class NotLookedFor {
        @Test
        void dies(EtcdClient etcd) throws InterruptedException {
            die();
        }
    }

    @Test
    void whatATestTellsOfIsNotHandedOn() throws InterruptedException {
        UncaughtExceptions listening = UncaughtExceptions.listen();
        die();
        assertThat(listening.end()).hasSize(1);
        listening.close();
        assertThat(heard).isEmpty();
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(ours);
    }

    @Test
    void whatNobodyHasToldOfIs() throws InterruptedException {
        UncaughtExceptions listening = UncaughtExceptions.listen();
        die();
        listening.close();
        assertThat(heard).hasSize(1);
    }

    @Test
    void oneLeftInAChainOfOthersHandsOn() throws InterruptedException {
        UncaughtExceptions first = UncaughtExceptions.listen();
        UncaughtExceptionHandler left = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(left::uncaughtException);
        first.close();
        die();
        assertThat(heard).hasSize(1);

        UncaughtExceptions second = UncaughtExceptions.listen();
        die();
        assertThat(second.end()).hasSize(1);
        die();
        assertThat(heard).hasSize(2);
    }

    private static void die() throws InterruptedException {
        Thread thread = new Thread(() -> {
            throw new IllegalStateException("oh dear");
        });
        thread.start();
        thread.join();
    }
}
