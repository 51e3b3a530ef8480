package dev.tercet.recipes.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EtcdTest
class CountdownLatchTest {
    private EtcdClient etcd;
    private CountdownLatch latch;

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        latch = Recipes.of(client).countdownLatch("start");
    }

    @Test
    void lostAnswersCountOnce(Faults faults) {
        faults.add(Fault.replyLost().on("Txn").times(1));
        assertThat(latch.trySet(3)).isTrue();
        faults.add(Fault.replyLost().on("Txn").times(1));
        assertThat(latch.countDown()).isEqualTo(2);
        assertThat(latch.countDown("ann")).isEqualTo(1);
        assertThat(latch.countDown("ann")).isEqualTo(1);
        assertThat(latch.count()).isEqualTo(1);
        assertThat(latch.trySet(5)).isFalse();
    }

    @Test
    void aWaitFromBeforeItWasSet() throws Exception {
        CompletableFuture<Void> wait = latch.awaitAsync();
        latch.trySet(2);
        latch.countDown();
        assertThat(wait).isNotDone();
        assertThat(latch.countDown()).isZero();
        wait.get(10, TimeUnit.SECONDS);
        latch.await();
        assertThat(latch.countDown()).isZero();
    }

    @Test
    void aWaitOutlivesCompaction(Faults faults) throws Exception {
        latch.trySet(2);
        CompletableFuture<Void> wait = latch.awaitAsync();
        faults.holdWatches();
        latch.countDown();
        faults.compactUnderWatches();
        faults.releaseWatches();
        latch.countDown();
        wait.get(10, TimeUnit.SECONDS);
    }

    @Test
    void deletedWhileSomebodyWaits() {
        latch.trySet(2);
        CompletableFuture<Void> wait = latch.awaitAsync();
        assertThat(latch.delete()).isTrue();
        assertThat(latch.delete()).isFalse();
        await().until(wait::isDone);
        assertThatThrownBy(wait::join)
                .cause()
                .isInstanceOfSatisfying(
                        EtcdException.class, gone -> assertThat(gone.code()).isEqualTo(ErrorCode.KEY_REMOVED));
        assertThat(etcd.kv().get(Get.prefix("start"))).isEmpty();
    }

    @Test
    void notSet() {
        assertThatThrownBy(latch::countDown).isInstanceOf(EtcdException.class).hasMessageContaining("no count");
        assertThatThrownBy(latch::count).isInstanceOf(EtcdException.class);
        assertThat(etcd.kv().get(Get.prefix("start"))).isEmpty();
    }

    @Test
    void timeIsOver() {
        latch.trySet(2);
        latch.countDown();
        assertThatThrownBy(() -> latch.await(Duration.ofMillis(100)))
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessageContaining("1 of 2 to go");
    }

    @Test
    void nothingIsLeftOfAWaitThatEnds(EmbeddedEtcd server) throws Exception {
        latch.trySet(2);
        CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
        Thread waiter = new Thread(() -> interrupted.complete(catchThrowable(latch::await)));
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        waiter.interrupt();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedEtcdException.class);
        CompletableFuture<Void> wait;
        try (EtcdClient other = server.client()) {
            CountdownLatch theirs = Recipes.of(other).countdownLatch("start");
            wait = theirs.awaitAsync();
            assertThat(theirs.count()).isEqualTo(2);
        }
        assertThatThrownBy(() -> wait.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ClientClosedException.class);
        // The count; the test fails if a watch is left.
        assertThat(etcd.kv().get(Get.prefix("start")).count()).isEqualTo(1);
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> latch.trySetAsync(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> latch.countDownAsync("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> latch.awaitAsync(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipes.of(etcd).countdownLatch("")).isInstanceOf(IllegalArgumentException.class);
    }
}
