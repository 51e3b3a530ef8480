package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.barrier.Barrier;
import dev.tercet.recipes.barrier.CountdownLatch;
import dev.tercet.recipes.barrier.DoubleBarrier;
import dev.tercet.recipes.error.BarrierFullException;
import dev.tercet.recipes.error.BarrierHeldException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record BarrierRecipeTest(ContractTarget target) implements RecipeContract {
    private void keys(String prefix, long count) {
        await().until(() -> etcd().kv().get(Get.prefix(prefix).countOnly()).count() == count);
    }

    private static <T> T done(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aBarrierIsHeldAndReleased() throws Exception {
        String name = fresh() + "gate";
        Barrier barrier = form(Barrier.class, recipes().barrier(name));
        barrier.await();
        barrier.hold();
        assertThat(barrier.isHeld()).isTrue();
        assertThatThrownBy(barrier::hold).isInstanceOf(BarrierHeldException.class);
        assertThatThrownBy(() -> barrier.await(Duration.ofMillis(100))).isInstanceOf(EtcdTimeoutException.class);
        CompletableFuture<Void> one = barrier.awaitAsync();
        CompletableFuture<Void> two = CompletableFuture.runAsync(barrier::await);
        assertThat(one).isNotDone();
        assertThat(barrier.release()).isTrue();
        done(one);
        done(two);
        assertThat(barrier.release()).isFalse();
        nothingStays(name);
    }

    @Test
    void aBarrierGoesWithItsSession() throws Exception {
        Barrier barrier = form(Barrier.class, recipes().barrier(fresh() + "gate"));
        CompletableFuture<Void> wait;
        try (Session session = openSession()) {
            barrier.hold(session.lease());
            wait = barrier.awaitAsync();
        }
        done(wait);
        assertThat(barrier.isHeld()).isFalse();
    }

    @Test
    void aLatchIsCountedDown() throws Exception {
        String name = fresh() + "latch";
        CountdownLatch latch = form(CountdownLatch.class, recipes().countdownLatch(name));
        assertThat(latch.trySet(3)).isTrue();
        assertThat(latch.trySet(4)).isFalse();
        CompletableFuture<Void> wait = latch.awaitAsync();
        assertThat(latch.countDown()).isEqualTo(2);
        assertThat(latch.countDown("ann")).isEqualTo(1);
        assertThat(latch.countDown("ann")).isEqualTo(1);
        assertThatThrownBy(() -> latch.await(Duration.ofMillis(100))).isInstanceOf(EtcdTimeoutException.class);
        assertThat(latch.countDown("bob")).isZero();
        done(wait);
        latch.await();
        assertThat(latch.count()).isZero();
        assertThat(latch.delete()).isTrue();
        nothingStays(name);
    }

    @Test
    void roundAfterRound() throws Exception {
        String name = fresh() + "meet";
        try (Session ann = openSession();
                Session bob = openSession();
                Session cid = openSession()) {
            DoubleBarrier one = ann.doubleBarrier(name, 2);
            DoubleBarrier two = bob.doubleBarrier(name, 2);
            for (int round = 0; round < 3; round++) {
                CompletableFuture<Void> in = CompletableFuture.runAsync(one::enter);
                keys(name, 1);
                two.enter();
                done(in);
                assertThatThrownBy(() -> cid.doubleBarrier(name, 2).enter()).isInstanceOf(BarrierFullException.class);
                CompletableFuture<Boolean> out = CompletableFuture.supplyAsync(two::leave);
                keys(name, 2);
                assertThat(one.leave()).isTrue();
                assertThat(done(out)).isTrue();
            }
            assertThatThrownBy(() -> one.enter(Duration.ofMillis(100))).isInstanceOf(EtcdTimeoutException.class);
            nothingStays(name);
        }
    }

    @Test
    void aLostMemberCountsAsLeft() throws Exception {
        String name = fresh() + "meet";
        try (Session ann = openSession()) {
            CompletableFuture<Boolean> out;
            try (Session bob = openSession()) {
                CompletableFuture<Void> in = ann.doubleBarrier(name, 2).enterAsync();
                bob.doubleBarrier(name, 2).enter();
                done(in);
                out = ann.doubleBarrier(name, 2).leaveAsync();
                keys(name, 2);
                etcd().leases().revoke(bob.lease());
                assertThat(done(out)).isTrue();
            }
            nothingStays(name);
        }
    }

    @Test
    void whoIsInterruptedLeavesNothing() {
        String name = fresh() + "meet";
        try (Session ann = openSession()) {
            Thread waiter = new Thread(
                    () -> assertThatThrownBy(() -> ann.doubleBarrier(name, 2).enter())
                            .isInstanceOf(InterruptedEtcdException.class));
            waiter.start();
            keys(name, 1);
            waiter.interrupt();
            nothingStays(name);
            await().until(() -> !waiter.isAlive());
        }
    }
}
