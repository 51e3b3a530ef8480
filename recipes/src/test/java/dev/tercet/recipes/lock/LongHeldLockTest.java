package dev.tercet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.error.ClientClosedException;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Locks held for much longer than their lease would live by itself: the server's time is moved, the renewals are real. */
@EtcdTest(manualClock = true)
class LongHeldLockTest {
    private static final Duration TTL = Duration.ofSeconds(2);
    private static final int STEPS = 64;

    @Test
    void forMinutes(EtcdClient etcd, EtcdClock clock) {
        Recipes recipes = Recipes.of(etcd);
        try (Session ann = recipes.openSession(TTL);
                Session bob = recipes.openSession(TTL);
                HeldLock held = ann.lock("job").acquire();
                HeldLock alone = recipes.locks().withTtl(TTL).lock("other").acquire()) {
            CompletableFuture<HeldLock> waiting = bob.lock("job").acquireAsync();
            CompletableFuture<HeldLock> fixed =
                    recipes.locks().withFixedTtl(TTL).lock("other").acquireAsync();
            await().until(() -> etcd.leases().list().ids().size() == 4);
            for (int i = 0; i < STEPS; i++) {
                clock.advance(TTL.minusMillis(1));
                renewed(etcd);
            }
            assertThat(waiting).isNotDone();
            assertThat(held.isHeld()).isTrue();
            assertThat(alone.isHeld()).isTrue();
            assertThat(held.release()).isTrue();
            assertThat(waiting.join().fencingToken()).isGreaterThan(held.fencingToken());
            assertThat(alone.release()).isTrue();
            assertThat(fixed.join().remaining()).isPresent();
            fixed.join().close();
        }
    }

    private static void renewed(EtcdClient etcd) {
        List<Long> leases = etcd.leases().list().ids();
        await().until(() -> leases.stream()
                .allMatch(lease -> etcd.leases().status(lease).remaining().compareTo(Duration.ofSeconds(1)) >= 0));
    }

    @Test
    void aWaiterWhoseClientIsClosedIsGoneWithItsLease(EtcdClient etcd, EmbeddedEtcd server, EtcdClock clock) {
        try (Session ann = Recipes.of(etcd).openSession(Duration.ofSeconds(60));
                HeldLock held = ann.lock("job").acquire()) {
            CompletableFuture<HeldLock> waiting;
            CompletableFuture<HeldLock> waitingToo;
            try (EtcdClient other = server.client()) {
                waiting = Recipes.of(other).openSession(TTL).lock("job").acquireAsync();
                waitingToo = Recipes.of(other).locks().withTtl(TTL).lock("job").acquireAsync();
                await().until(() -> ann.lock("job").owners().size() == 3);
            }
            assertThatThrownBy(waiting::join).hasCauseInstanceOf(ClientClosedException.class);
            assertThatThrownBy(waitingToo::join).hasCauseInstanceOf(ClientClosedException.class);
            clock.advance(TTL);
            assertThat(ann.lock("job").owners()).hasSize(1);
            assertThat(held.isHeld()).isTrue();
        }
    }

    @Test
    void aHolderWhoseRenewalsAreHeldUpLosesIt(EtcdClient etcd, EtcdClock clock, Faults faults) {
        Recipes recipes = Recipes.of(etcd);
        try (Session ann = recipes.openSession(TTL);
                Session bob = recipes.openSession(Duration.ofSeconds(60))) {
            HeldLock held = ann.lock("job").acquire();
            CompletableFuture<HeldLock> waiting = bob.lock("job").acquireAsync();
            await().until(() -> bob.lock("job").owners().size() == 2);
            faults.add(Fault.silent().on("LeaseKeepAlive"));
            clock.advance(TTL.multipliedBy(2));
            HeldLock next = waiting.join();
            assertThat(next.fencingToken()).isGreaterThan(held.fencingToken());
            assertThat(held.lost().join().reason()).isIn(LockLoss.Reason.SESSION_LOST, LockLoss.Reason.KEY_REMOVED);
            assertThat(held.release()).isFalse();
            assertThat(next.isHeld()).isTrue();
        }
    }
}
