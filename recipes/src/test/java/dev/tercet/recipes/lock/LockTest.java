package dev.tercet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EtcdTest
class LockTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private EtcdClient etcd;
    private Session ann;
    private Session bob;

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        ann = Recipes.of(etcd).openSession(Duration.ofSeconds(60));
        bob = Recipes.of(etcd).openSession(Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    private void keys(long count) {
        await().until(() -> etcd.kv().get(Get.prefix("job/").countOnly()).count() == count);
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anAcquisitionAndAReleaseAreTwoRoundTrips(Faults faults) {
        LiveFault counted = faults.add(Fault.slowInRealTime(Duration.ofNanos(1)));
        try (HeldLock held = ann.lock("job").acquire()) {
            assertThat(held.isHeld()).isTrue();
        }
        assertThat(counted.struck()).isEqualTo(2);
    }

    /** A copy that comes late, behind the release, would be a key that nobody wants; who wants writes sent again is no exception. */
    @Test
    void aCopyThatWasLostIsLookedForAfterTheRelease(Faults faults) {
        Recipes recipes = Recipes.of(etcd.with(etcd.options().retryingWrites()));
        try (Session session = recipes.openSession(Duration.ofSeconds(60))) {
            faults.add(Fault.replyLost().on("Txn").times(1));
            HeldLock held = session.lock("job").acquire();
            LiveFault counted =
                    faults.add(Fault.slowInRealTime(Duration.ofNanos(1)).on("Txn"));
            assertThat(held.release()).isTrue();
            await("the release, and a look").until(() -> counted.struck() >= 2);
        }
    }

    @Test
    void onALeaseOfItsOwnThree(Faults faults) {
        LiveFault counted = faults.add(Fault.slowInRealTime(Duration.ofNanos(1)));
        Recipes.of(etcd).locks().lock("job").acquire().close();
        assertThat(counted.struck()).isEqualTo(3);
        Recipes.of(etcd)
                .locks()
                .withFixedTtl(Duration.ofSeconds(5))
                .lock("job")
                .acquire()
                .close();
        assertThat(counted.struck()).isEqualTo(6);
    }

    @Test
    void theKeysAreThoseOfGo() {
        HeldLock held = ann.lock("job").acquire();
        assertThat(held.key()).isEqualTo(Bytes.of("job/" + Long.toHexString(ann.lease())));
        assertThat(held.name()).isEqualTo(Bytes.of("job"));
        assertThat(held.lease()).isEqualTo(ann.lease());
        assertThat(etcd.kv().get(held.key()).orElseThrow())
                .satisfies(kv -> assertThat(kv.createRevision()).isEqualTo(held.fencingToken()))
                .satisfies(kv -> assertThat(kv.value().isEmpty()).isTrue());
        assertThat(held.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(held.remaining()).isEmpty();
        assertThat(held.renew()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void itIsReentrant() {
        HeldLock one = ann.lock("job").acquire();
        HeldLock two = ann.lock("job").acquire(SHORT);
        HeldLock three = ann.lock("job").tryAcquire().orElseThrow();
        assertThat(two.fencingToken()).isEqualTo(one.fencingToken());
        assertThat(one.release()).isTrue();
        assertThat(one.release()).isFalse();
        assertThat(one.isHeld()).isFalse();
        assertThat(two.isHeld()).isTrue();
        assertThatThrownBy(one::renew).isInstanceOf(ClientClosedException.class);
        two.close();
        assertThat(bob.lock("job").tryAcquire()).isEmpty();
        three.close();
        bob.lock("job").tryAcquire().orElseThrow().close();
        keys(0);
    }

    @Test
    void ownersInTheirOrder() {
        assertThat(ann.lock("job").owners()).isEmpty();
        HeldLock held = ann.lock("job").acquire();
        CompletableFuture<HeldLock> waiting = bob.lock("job").acquireAsync();
        keys(2);
        assertThat(ann.lock("job").owners()).hasSize(2).satisfies(owners -> {
            assertThat(owners.get(0)).isEqualTo(new LockOwner(held.key(), ann.lease(), held.fencingToken()));
            assertThat(owners.get(1).lease()).isEqualTo(bob.lease());
        });
        waiting.cancel(true);
        keys(1);
    }

    @Test
    void theOwnersTransactionsAreGuarded() {
        HeldLock held = ann.lock("job").acquire();
        Txn work = Txn.when(held.isOwner()).then(Put.of("work", "done"));
        assertThat(etcd.kv().txn(work).succeeded()).isTrue();
        held.close();
        bob.lock("job").acquire();
        assertThat(etcd.kv().txn(work).succeeded()).isFalse();
        assertThat(held.release()).isFalse();
        assertThat(bob.lock("job").owners()).hasSize(1);
    }

    @Test
    void aTimeoutNamesWhoIsInFrontAndLeavesNothing() {
        HeldLock held = ann.lock("job").acquire();
        assertThatThrownBy(() -> bob.lock("job").acquire(SHORT))
                .isInstanceOfSatisfying(EtcdTimeoutException.class, late -> {
                    assertThat(late.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                    assertThat(late)
                            .hasMessageContaining("lock \"job\"")
                            .hasMessageContaining(held.key().toString());
                });
        assertThat(bob.lock("job").tryAcquire(SHORT)).isEmpty();
        keys(1);
    }

    @Test
    void anInterruptLeavesNothing() throws Exception {
        ann.lock("job").acquire();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                bob.lock("job").acquire();
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        waiting.start();
        keys(2);
        waiting.interrupt();
        waiting.join(10_000);
        assertThat(thrown.get()).isInstanceOf(InterruptedEtcdException.class);
        keys(1);
    }

    @Test
    void itsClientIsClosedWhileItWaits(EmbeddedEtcd server) {
        ann.lock("job").acquire();
        CompletableFuture<HeldLock> waiting;
        try (EtcdClient other = server.client()) {
            Session cid = Recipes.of(other).openSession(Duration.ofSeconds(60));
            waiting = cid.lock("job").acquireAsync();
            keys(2);
        }
        assertThatThrownBy(() -> soon(waiting)).cause().isInstanceOf(ClientClosedException.class);
    }

    @Test
    void itsSessionIsClosedWhileItWaits() {
        ann.lock("job").acquire();
        CompletableFuture<HeldLock> waiting = bob.lock("job").acquireAsync();
        keys(2);
        bob.close();
        assertThatThrownBy(() -> soon(waiting)).cause().isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> bob.lock("job").acquire()).isInstanceOf(ClientClosedException.class);
        keys(1);
    }

    @Test
    void connectionsAreCutWhileItWaits(Faults faults) throws Exception {
        HeldLock held = ann.lock("job").acquire();
        CompletableFuture<HeldLock> waiting = bob.lock("job").acquireAsync();
        keys(2);
        faults.breakConnections();
        held.close();
        soon(waiting).close();
        keys(0);
    }

    @Test
    void lossIsTold() throws Exception {
        HeldLock held = ann.lock("job").acquire();
        CompletableFuture<LockLoss> lost = held.lost();
        assertThat(held.lost()).isSameAs(lost);
        CompletableFuture<HeldLock> waiting = bob.lock("job").acquireAsync();
        keys(2);
        etcd.leases().revoke(ann.lease());
        assertThat(soon(lost).reason()).isIn(LockLoss.Reason.KEY_REMOVED, LockLoss.Reason.SESSION_LOST);
        assertThat(held.isHeld()).isFalse();
        assertThat(held.release()).isFalse();
        held.close();
        assertThat(soon(waiting).fencingToken()).isGreaterThan(held.fencingToken());
    }

    @Test
    void deletionByAnotherIsALoss() throws Exception {
        HeldLock held = ann.lock("job").acquire();
        CompletableFuture<LockLoss> lost = held.lost();
        etcd.kv().delete(held.key());
        assertThat(soon(lost).reason()).isEqualTo(LockLoss.Reason.KEY_REMOVED);
        assertThat(held.isHeld()).isFalse();
        assertThat(ann.lock("job").acquire().fencingToken()).isGreaterThan(held.fencingToken());
    }

    @Test
    void whatWasReleasedIsNotLost() {
        HeldLock held = ann.lock("job").acquire();
        CompletableFuture<LockLoss> lost = held.lost();
        held.close();
        assertThatThrownBy(() -> soon(lost)).cause().isInstanceOf(ClientClosedException.class);
        HeldLock again = ann.lock("job").acquire();
        CompletableFuture<LockLoss> lostAgain = again.lost();
        ann.close();
        assertThatThrownBy(() -> soon(lostAgain)).cause().isInstanceOf(ClientClosedException.class);
        assertThat(again.release()).isFalse();
    }

    @Test
    void aLostLeaseThatRenewalsDoNotKnowOfYet() {
        etcd.leases().revoke(ann.lease());
        assertThatThrownBy(() -> ann.lock("job").acquire()).isInstanceOf(SessionLostException.class);
    }

    @Test
    void itIsHandedOver() {
        HeldLock held = ann.lock("job").acquire();
        ann.orphan();
        assertThat(held.isHeld()).isFalse();
        assertThat(held.release()).isFalse();
        try (Session heir = Recipes.of(etcd).resumeSession(ann.lease())) {
            assertThat(heir.lock("job").acquire(SHORT).fencingToken()).isEqualTo(held.fencingToken());
            assertThat(heir.lock("job").tryAcquire()).isPresent();
            assertThat(bob.lock("job").tryAcquire()).isEmpty();
        }
        keys(0);
    }

    @Test
    void aReplyThatIsLost(Faults faults) {
        faults.add(Fault.replyLost().on("Txn").times(1));
        HeldLock held = ann.lock("job").acquire();
        LiveFault lost = faults.add(Fault.replyLost().on("Txn").times(1));
        assertThatThrownBy(held::release).isInstanceOf(EtcdException.class);
        assertThat(lost.struck()).isEqualTo(1);
        keys(0);
        bob.lock("job").acquire(Duration.ofSeconds(5));
    }

    @Test
    void aServerThatIsAway(Faults faults) {
        try (LiveFault down = faults.add(Fault.unavailable())) {
            assertThatThrownBy(() -> ann.lock("job").acquire(SHORT)).isInstanceOf(EtcdTimeoutException.class);
            assertThatThrownBy(() -> ann.lock("job").tryAcquire(SHORT)).isInstanceOf(EtcdTimeoutException.class);
            assertThatThrownBy(() -> Recipes.of(etcd).locks().lock("job").acquire(SHORT))
                    .isInstanceOf(TransientEtcdException.class);
            assertThat(down.struck()).isPositive();
        }
        try (LiveFault silent = faults.add(Fault.silent())) {
            assertThatThrownBy(() -> ann.lock("job").acquire(SHORT)).isInstanceOf(EtcdTimeoutException.class);
            assertThatThrownBy(() -> Recipes.of(etcd).locks().lock("job").acquire(SHORT))
                    .isInstanceOf(EtcdTimeoutException.class);
            assertThat(silent.struck()).isPositive();
        }
        ann.lock("job").acquire(Duration.ofSeconds(5)).close();
        keys(0);
    }

    @Test
    void mistakesAreToldAtOnce() {
        assertThatThrownBy(() -> ann.lock("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.lock(Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        String half = "job" + (char) 0xd800;
        assertThatThrownBy(() -> ann.lock(half)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipes.of(etcd).locks().lock(half)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipes.of(etcd).locks().withPrefix(half))
                .isInstanceOf(IllegalArgumentException.class);
        Lock lock = ann.lock("job");
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatThrownBy(() -> lock.acquireAsync(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("atMost");
            assertThatThrownBy(() -> lock.tryAcquireAsync(wrong)).isInstanceOf(IllegalArgumentException.class);
            NamedLocks locks = Recipes.of(etcd).locks();
            assertThatThrownBy(() -> locks.withTtl(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> locks.withFixedTtl(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> locks.lock("job").acquireAsync(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> locks.withLock("job", wrong, held -> ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Recipes.of(etcd).locks().lock("")).isInstanceOf(IllegalArgumentException.class);
        keys(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a/b", "ü\u0000\n", "\uffff", " "})
    void oddNames(String name) {
        try (HeldLock held = ann.lock(name).acquire()) {
            assertThat(bob.lock(name).tryAcquire()).isEmpty();
            assertThat(held.name()).isEqualTo(Bytes.of(name));
        }
        bob.lock(name).tryAcquire().orElseThrow().close();
    }

    @Test
    void aNameOfAllHighestBytes() {
        Bytes name = Bytes.ofHex("ffff");
        try (HeldLock held = ann.lock(name).acquire()) {
            assertThat(bob.lock(name).tryAcquire()).isEmpty();
            assertThat(bob.lock(name).owners()).hasSize(1);
            assertThat(held.isHeld()).isTrue();
        }
    }
}
