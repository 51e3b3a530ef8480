package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.LockLoss;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import dev.tercet.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of locks when time passes, and when their clients are cut off; in real time, and so on few backends. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#one")
record LockFaultRecipeTest(ContractTarget target) implements RecipeContract {
    private static final Duration TTL = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(30);

    private void queued(String name, long count) {
        EtcdClient etcd = etcd().client();
        await().atMost(LONG)
                .until(() -> etcd.kv().get(Get.prefix(name + "/").countOnly()).count() == count);
    }

    private FaultProxy proxy() {
        requires(Capability.CONNECTION_FAULTS);
        return FaultProxy.inFrontOf(target.sharedEndpoints().get(0));
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void itIsHeldForLongerThanItsLeaseWouldLive() {
        String name = fresh() + "lock";
        try (Session session = openSession(TTL);
                HeldLock held = session.lock(name).acquire();
                HeldLock alone = form(NamedLocks.class, recipes().locks())
                        .withTtl(TTL)
                        .lock(name + "-own")
                        .acquire()) {
            await().pollDelay(TTL.multipliedBy(3)).atMost(LONG).until(() -> true);
            Txn work = Txn.when(held.isOwner(), alone.isOwner()).then(Put.of(name + "-work", "w"));
            assertThat(etcd().kv().txn(work).succeeded()).isTrue();
            assertThat(held.isHeld() && alone.isHeld()).isTrue();
        }
    }

    @Test
    void aHolderThatIsCutOffIsToldAndTheNextHasAGreaterToken() throws Exception {
        String name = fresh() + "lock";
        try (FaultProxy proxy = proxy();
                Subject cutOff = connect(List.of(proxy.endpoint()), client -> client.timeout(TTL));
                Session ann = openSession(cutOff.client(), TTL);
                Session bob = openSession(LONG)) {
            HeldLock held = ann.lock(name).acquire();
            CompletableFuture<Boolean> told =
                    held.lost().thenApply(loss -> loss.reason() == LockLoss.Reason.SESSION_LOST);
            CompletableFuture<HeldLock> next =
                    CompletableFuture.supplyAsync(() -> bob.lock(name).acquire(LONG));
            queued(name, 2);
            proxy.freeze();
            HeldLock theirs = soon(next);
            // By the clock, so that no other thread has to have had its turn.
            assertThat(held.isHeld()).isFalse();
            assertThat(soon(told)).isTrue();
            assertThat(theirs.fencingToken()).isGreaterThan(held.fencingToken());
            proxy.restore();
            assertThat(held.release()).isFalse();
            assertThat(etcd().kv()
                            .txn(Txn.when(held.isOwner()).then(Put.of(name + "-work", "w")))
                            .succeeded())
                    .isFalse();
            assertThat(theirs.release()).isTrue();
            assertThatThrownBy(() -> ann.lock(name).acquire()).isInstanceOf(SessionLostException.class);
        }
    }

    @Test
    void whereOneMemberDoesNotAnswerTheNextIsAsked() throws Exception {
        String name = fresh() + "lock";
        try (FaultProxy one = proxy();
                FaultProxy other = proxy();
                Subject both = connect(
                        List.of(one.endpoint(), other.endpoint()), client -> client.timeout(Duration.ofSeconds(9)));
                Session ann = openSession(both.client(), LONG)) {
            // Whichever of them is in use.
            for (FaultProxy silent : List.of(one, other)) {
                silent.freeze();
                HeldLock held = ann.lock(name).acquire(Duration.ofSeconds(6));
                silent.restore();
                assertThat(held.release()).isTrue();
            }
            nothingStays(name + "/");
        }
    }

    @Test
    void aWaiterWhoseConnectionIsCutGoesOnWaiting() throws Exception {
        String name = fresh() + "lock";
        try (FaultProxy proxy = proxy();
                Subject cut = connect(List.of(proxy.endpoint()));
                Session ann = openSession();
                Session bob = openSession(cut.client(), LONG)) {
            HeldLock held = ann.lock(name).acquire();
            CompletableFuture<HeldLock> waiting =
                    CompletableFuture.supplyAsync(() -> bob.lock(name).acquire(LONG));
            queued(name, 2);
            proxy.cut();
            held.close();
            soon(waiting).close();
            nothingStays(name + "/");
        }
    }

    @Test
    void whoGivesUpWhileCutOffLeavesNothingInTheEnd() throws Exception {
        String name = fresh() + "lock";
        try (FaultProxy proxy = proxy();
                Subject cutOff = connect(List.of(proxy.endpoint()), client -> client.timeout(Duration.ofSeconds(1)));
                Session ann = openSession();
                Session bob = openSession(cutOff.client(), LONG);
                HeldLock held = ann.lock(name).acquire()) {
            CompletableFuture<HeldLock> waiting = bob.lock(name).acquireAsync();
            queued(name, 2);
            proxy.cut();
            proxy.refuse();
            waiting.cancel(true);
            assertThatThrownBy(() -> bob.lock(name).acquire(Duration.ofMillis(500)))
                    .isInstanceOf(EtcdException.class);
            proxy.restore();
            queued(name, 1);
            assertThat(held.isHeld()).isTrue();
        }
    }

    @Test
    void aFixedTimeIsOverHereBeforeItIsOverThere() throws Exception {
        String name = fresh() + "lock";
        NamedLocks locks = form(NamedLocks.class, recipes().locks());
        HeldLock held = locks.withFixedTtl(TTL).lock(name).acquire(LONG);
        CompletableFuture<LockLoss> lost = held.lost();
        HeldLock next = locks.lock(name).acquire(LONG);
        assertThat(held.isHeld()).isFalse();
        assertThat(soon(lost).reason()).isEqualTo(LockLoss.Reason.TIME_OVER);
        assertThat(held.release()).isFalse();
        assertThat(next.fencingToken()).isGreaterThan(held.fencingToken());
        assertThat(next.release()).isTrue();
    }
}
