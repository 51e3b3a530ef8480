package dev.tercet.recipes.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.BarrierFullException;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EtcdTest
class DoubleBarrierTest {
    private final List<Session> sessions = new ArrayList<>();
    private EtcdClient etcd;

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        sessions.clear();
        for (int i = 0; i < 3; i++) {
            sessions.add(Recipes.of(client).openSession(Duration.ofSeconds(3)));
        }
    }

    @AfterEach
    void close() {
        sessions.forEach(Session::close);
    }

    private DoubleBarrier barrier(int who, int members) {
        return sessions.get(who).doubleBarrier("meet", members);
    }

    private long keys() {
        return etcd.kv().get(Get.prefix("meet/").countOnly()).count();
    }

    private void keys(long count) {
        await().until(() -> keys() == count);
    }

    private static <T> T done(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void roundAfterRound() throws Exception {
        for (int round = 0; round < 5; round++) {
            CompletableFuture<Void> one = barrier(0, 2).enterAsync();
            keys(1);
            assertThat(one).isNotDone();
            done(barrier(1, 2).enterAsync());
            done(one);
            CompletableFuture<Boolean> out = barrier(1, 2).leaveAsync();
            keys(2);
            assertThat(out).isNotDone();
            assertThat(barrier(0, 2).leave()).isTrue();
            assertThat(done(out)).isTrue();
            assertThat(keys()).isZero();
        }
    }

    @Test
    void oneTooMany() throws Exception {
        CompletableFuture<Void> one = barrier(0, 2).enterAsync();
        done(barrier(1, 2).enterAsync());
        done(one);
        assertThatThrownBy(() -> barrier(2, 2).enter()).isInstanceOf(BarrierFullException.class);
        assertThat(keys()).isEqualTo(3);
        barrier(0, 2).leaveAsync();
        keys(2);
        // Not before all have left.
        assertThatThrownBy(() -> barrier(2, 2).enter()).isInstanceOf(BarrierFullException.class);
        barrier(1, 2).leave();
        assertThat(keys()).isZero();
    }

    @Test
    void timeIsOver() throws Exception {
        assertThatThrownBy(() -> barrier(0, 2).enter(Duration.ofMillis(100)))
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessageContaining("meet");
        assertThat(keys()).isZero();
        CompletableFuture<Void> cancelled = barrier(0, 2).enterAsync();
        keys(1);
        cancelled.cancel(true);
        keys(0);
        CompletableFuture<Void> one = barrier(0, 2).enterAsync();
        done(barrier(1, 2).enterAsync());
        done(one);
        assertThatThrownBy(() -> barrier(0, 2).leave(Duration.ofMillis(100))).isInstanceOf(EtcdTimeoutException.class);
        assertThat(barrier(0, 2).leave()).isFalse();
        assertThat(barrier(1, 2).leave()).isTrue();
        assertThat(keys()).isZero();
    }

    @Test
    void aLostMemberCountsAsLeft() throws Exception {
        CompletableFuture<Void> one = barrier(0, 2).enterAsync();
        done(barrier(1, 2).enterAsync());
        done(one);
        CompletableFuture<Boolean> out = barrier(0, 2).leaveAsync();
        keys(2);
        etcd.leases().revoke(sessions.get(1).lease());
        assertThat(done(out)).isTrue();
        assertThat(keys()).isZero();
        await().until(() -> !sessions.get(1).isAlive());
        assertThatThrownBy(() -> barrier(1, 2).leave()).isInstanceOf(SessionLostException.class);
    }

    @Test
    void anAbandonedRoundDoesNotKeepTheNextOut() throws Exception {
        done(barrier(0, 1).enterAsync());
        etcd.leases().revoke(sessions.get(0).lease());
        assertThat(keys()).isEqualTo(1);
        done(barrier(1, 1).enterAsync());
        assertThat(barrier(1, 1).leave()).isTrue();
        assertThat(keys()).isZero();
    }

    @Test
    void ourOwnSessionIsLost() {
        CompletableFuture<Void> one = barrier(0, 2).enterAsync();
        keys(1);
        etcd.leases().revoke(sessions.get(0).lease());
        await().atMost(Duration.ofSeconds(20)).until(one::isDone);
        assertThat(one).isCompletedExceptionally();
        assertThat(keys()).isZero();
    }

    @Test
    void ourKeyIsTaken() {
        CompletableFuture<Void> one = barrier(0, 2).enterAsync();
        keys(1);
        etcd.kv().delete(dev.tercet.kv.Delete.prefix("meet/"));
        assertThatThrownBy(() -> done(one)).hasCauseInstanceOf(PlaceRemovedException.class);
    }

    @Test
    void lostAnswers(Faults faults) throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 10; round++) {
            faults.add(Fault.replyLost().on("Txn").after(random.nextInt(5)).times(1));
            CompletableFuture<Void> one = barrier(0, 2).enterAsync();
            CompletableFuture<Void> two = barrier(1, 2).enterAsync();
            done(one);
            done(two);
            CompletableFuture<Boolean> out = barrier(0, 2).leaveAsync();
            assertThat(done(barrier(1, 2).leaveAsync())).isTrue();
            assertThat(done(out)).isTrue();
            keys(0);
        }
    }

    /** Who gives up at the moment of the opening is in or out, and the others agree. */
    @Test
    void givingUpAtTheLastMoment() throws Exception {
        Random random = new Random(11);
        int opened = 0;
        for (int round = 0; round < 60; round++) {
            long moment = 3_000_000L + random.nextInt(3_000_000);
            CompletableFuture<Void> one = barrier(0, 2).enterAsync(Duration.ofNanos(moment));
            // About when the first gives up, and so sometimes before and sometimes after.
            Executor about = CompletableFuture.delayedExecutor(
                    moment + random.nextInt(6_000_000) - 3_000_000, TimeUnit.NANOSECONDS);
            CompletableFuture<Void> two = CompletableFuture.supplyAsync(
                            () -> barrier(1, 2).enterAsync(), about)
                    .get(20, TimeUnit.SECONDS);
            boolean in = one.handle((value, failure) -> failure == null).get(20, TimeUnit.SECONDS);
            if (in) {
                opened++;
                done(two);
                CompletableFuture<Boolean> out = barrier(0, 2).leaveAsync();
                assertThat(barrier(1, 2).leave()).isTrue();
                assertThat(done(out)).isTrue();
            } else {
                keys(1);
                assertThat(two).isNotDone();
                two.cancel(true);
            }
            keys(0);
        }
        assertThat(opened).isLessThan(60);
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> barrier(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sessions.get(0).doubleBarrier("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> barrier(0, 1).enterAsync(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(barrier(0, 1).leave()).isFalse();
        sessions.get(0).close();
        assertThatThrownBy(() -> barrier(0, 1).enter()).isInstanceOf(dev.tercet.error.ClientClosedException.class);
    }
}
