package dev.tercet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.PermitsMismatchException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EtcdTest
class SemaphoreTest {
    private EtcdClient etcd;
    private Session ann;
    private Session bob;

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        ann = Recipes.of(client).openSession(Duration.ofSeconds(3));
        bob = Recipes.of(client).openSession(Duration.ofSeconds(3));
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    private void keys(long count) {
        await().until(() -> etcd.kv().get(Get.prefix("pool/").countOnly()).count() == count);
    }

    private static HeldLock held(CompletableFuture<HeldLock> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void severalOfOneSession() throws Exception {
        HeldLock one = ann.semaphore("pool", 2).acquire();
        HeldLock two = ann.semaphore("pool", 2).acquire();
        assertThat(two.fencingToken()).isGreaterThan(one.fencingToken());
        assertThat(ann.semaphore("pool", 2).tryAcquire()).isEmpty();
        CompletableFuture<HeldLock> three = bob.semaphore("pool", 2).acquireAsync();
        keys(3);
        CompletableFuture<HeldLock> four = ann.semaphore("pool", 2).acquireAsync();
        keys(4);
        assertThat(one.release()).isTrue();
        assertThat(one.release()).isFalse();
        HeldLock third = held(three);
        assertThat(four).isNotDone();
        assertThat(bob.semaphore("pool", 2).owners())
                .hasSize(3)
                .first()
                .isEqualTo(new LockOwner(two.key(), ann.lease(), two.fencingToken()));
        third.release();
        held(four).release();
        two.release();
        keys(0);
    }

    @Test
    void whoGivesUpLeavesNothing() {
        HeldLock one = ann.semaphore("pool", 1).acquire();
        assertThatThrownBy(() -> bob.semaphore("pool", 1).acquire(Duration.ofMillis(100)))
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessageContaining("semaphore");
        assertThat(bob.semaphore("pool", 1).tryAcquire(Duration.ofMillis(100))).isEmpty();
        CompletableFuture<HeldLock> cancelled = bob.semaphore("pool", 1).acquireAsync();
        keys(2);
        cancelled.cancel(true);
        keys(1);
        one.release();
        keys(0);
    }

    @Test
    void otherNumbersAreRefused() {
        HeldLock one = ann.semaphore("pool", 2).acquire();
        assertThatThrownBy(() -> bob.semaphore("pool", 3).acquire())
                .isInstanceOf(PermitsMismatchException.class)
                .hasMessageContaining("not one of 3 permits");
        assertThatThrownBy(() -> bob.semaphore("pool", 1).acquire()).isInstanceOf(PermitsMismatchException.class);
        assertThatThrownBy(() -> bob.semaphore("pool", 1).tryAcquire()).isInstanceOf(PermitsMismatchException.class);
        assertThatThrownBy(() -> bob.semaphore("pool", 3).tryAcquire()).isInstanceOf(PermitsMismatchException.class);
        keys(1);
        one.release();
        bob.semaphore("pool", 3).acquire().release();
        keys(0);
    }

    /** Whoever was refused may not have taken its key away yet. */
    @Test
    void whoIsRefusedDoesNotHaveOthersRefused() throws Exception {
        HeldLock one = ann.semaphore("pool", 3).acquire();
        String refused = "pool/7/" + Long.toHexString(bob.lease()) + "/x";
        etcd.kv().put(refused, "");
        assertThat(ann.semaphore("pool", 3).tryAcquire()).isEmpty();
        CompletableFuture<HeldLock> two = ann.semaphore("pool", 3).acquireAsync();
        keys(3);
        assertThat(two).isNotDone();
        etcd.kv().delete(refused);
        held(two).release();
        one.release();
        keys(0);
    }

    @Test
    void aLostSessionGivesItsPermitsBack() throws Exception {
        HeldLock one = ann.semaphore("pool", 1).acquire();
        CompletableFuture<LockLoss> lost = one.lost();
        CompletableFuture<HeldLock> next = bob.semaphore("pool", 1).acquireAsync();
        keys(2);
        etcd.leases().revoke(ann.lease());
        assertThat(held(next).fencingToken()).isGreaterThan(one.fencingToken());
        assertThat(lost.get(20, TimeUnit.SECONDS).reason()).isNotNull();
        assertThat(one.isHeld()).isFalse();
        assertThat(one.release()).isFalse();
    }

    @Test
    void aLostAnswerTakesOnePermit(Faults faults) {
        faults.add(Fault.replyLost().on("Txn").times(1));
        HeldLock one = ann.semaphore("pool", 2).acquire();
        keys(1);
        one.release();
        keys(0);
    }

    @Test
    void neverMoreThanThereAre() throws Exception {
        AtomicInteger in = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Semaphore pool = (i % 2 == 0 ? ann : bob).semaphore("pool", 3);
            all.add(pool.acquireAsync().thenCompose(permit -> {
                most.accumulateAndGet(in.incrementAndGet(), Math::max);
                CompletableFuture<String> work = new CompletableFuture<>();
                return work.completeOnTimeout("done", 3, TimeUnit.MILLISECONDS).thenCompose(nothing -> {
                    in.decrementAndGet();
                    return permit.releaseAsync();
                });
            }));
        }
        for (CompletableFuture<?> each : all) {
            each.get(30, TimeUnit.SECONDS);
        }
        assertThat(most.get()).isBetween(2, 3);
        keys(0);
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> ann.semaphore("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.semaphore("pool", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.semaphore("pool", 1).acquireAsync(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
