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
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.spi.StatusCode;
import dev.tercet.testkit.junit.EtcdTest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EtcdTest
class NamedLocksTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(10);

    private EtcdClient etcd;
    private NamedLocks locks;

    @BeforeEach
    void make(EtcdClient client) {
        etcd = client;
        locks = Recipes.of(etcd).locks();
    }

    private void keys(String prefix, long count) {
        await().until(() -> etcd.kv().get(Get.prefix(prefix).countOnly()).count() == count);
    }

    private void nothingLeft() {
        keys("", 0);
        await().until(() -> etcd.leases().list().ids().isEmpty());
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void everyAcquisitionHasALeaseOfItsOwn() {
        HeldLock held = locks.lock("job").acquire();
        assertThat(held.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(locks.lock("job").tryAcquire()).isEmpty();
        assertThat(locks.lock("job").tryAcquire(SHORT)).isEmpty();
        assertThatThrownBy(() -> locks.lock("job").acquire(SHORT)).isInstanceOf(EtcdTimeoutException.class);
        await().until(() -> etcd.leases().list().ids().size() == 1);
        assertThat(held.release()).isTrue();
        assertThat(held.release()).isFalse();
        assertThat(held.isHeld()).isFalse();
        nothingLeft();
    }

    @Test
    void prefixesAddUp() {
        NamedLocks mine = locks.withPrefix("locks/").withPrefix(Bytes.of("mine/"));
        try (HeldLock held = mine.lock(Bytes.of("job")).acquire()) {
            assertThat(held.name()).isEqualTo(Bytes.of("locks/mine/job"));
            assertThat(mine.lock("job").owners())
                    .containsExactly(new LockOwner(held.key(), held.lease(), held.fencingToken()));
            keys("locks/mine/job/", 1);
        }
    }

    @Test
    void aCancelledWaitLeavesNoLease() {
        HeldLock held = locks.lock("job").acquire();
        CompletableFuture<HeldLock> waiting = locks.lock("job").acquireAsync();
        keys("job/", 2);
        waiting.cancel(true);
        keys("job/", 1);
        held.close();
        nothingLeft();
    }

    @Test
    void aCancelledGrantLeavesNoLease(Faults faults) {
        try (LiveFault slow = faults.add(Fault.slowInRealTime(SHORT).on("LeaseGrant"))) {
            CompletableFuture<HeldLock> waiting = locks.lock("job").acquireAsync();
            await().until(() -> slow.struck() == 1);
            waiting.cancel(true);
        }
        nothingLeft();
    }

    @Test
    void aFixedTimeEndsByItself() throws Exception {
        NamedLocks fixed = locks.withFixedTtl(Duration.ofSeconds(2));
        HeldLock held = fixed.lock("job").acquire();
        assertThat(held.remaining()).hasValueSatisfying(left -> assertThat(left).isPositive());
        CompletableFuture<LockLoss> lost = held.lost();
        HeldLock next = locks.lock("job").acquire(LONG);
        // It was told before the server gave the lock to the next.
        assertThat(held.isHeld()).isFalse();
        assertThat(soon(lost).reason()).isEqualTo(LockLoss.Reason.TIME_OVER);
        assertThat(held.remaining()).contains(Duration.ZERO);
        assertThat(next.fencingToken()).isGreaterThan(held.fencingToken());
        assertThat(held.release()).isFalse();
        assertThatThrownBy(held::renew).isInstanceOf(SessionLostException.class);
        next.close();
        nothingLeft();
    }

    @Test
    void aFixedTimeBeginsWhenTheLockIsOursAndAgainWhenItIsRenewed() {
        HeldLock first = locks.lock("job").acquire();
        CompletableFuture<HeldLock> waiting =
                locks.withFixedTtl(Duration.ofSeconds(2)).lock("job").acquireAsync();
        keys("job/", 2);
        // Longer than its time: it is kept alive while it waits.
        await().atLeast(Duration.ofMillis(2500))
                .pollDelay(Duration.ofMillis(2600))
                .until(() -> true);
        first.close();
        HeldLock held = waiting.join();
        assertThat(held.remaining()).hasValueSatisfying(left -> assertThat(left).isGreaterThan(Duration.ofSeconds(1)));
        await().until(() -> held.remaining().orElseThrow().compareTo(Duration.ofSeconds(1)) < 0);
        assertThat(held.renew()).isEqualTo(Duration.ofSeconds(2));
        assertThat(held.remaining()).hasValueSatisfying(left -> assertThat(left).isGreaterThan(Duration.ofSeconds(1)));
        await().pollDelay(Duration.ofMillis(1300)).until(() -> true);
        assertThat(held.isHeld()).isTrue();
        assertThat(held.release()).isTrue();
        nothingLeft();
    }

    @Test
    void aLeaseThatIsGoneWhenRenewed() throws Exception {
        HeldLock held = locks.withFixedTtl(LONG).lock("job").acquire();
        CompletableFuture<LockLoss> lost = held.lost();
        etcd.leases().revoke(held.lease());
        assertThatThrownBy(held::renew).isInstanceOf(EtcdException.class);
        assertThat(soon(lost).reason()).isIn(LockLoss.Reason.KEY_REMOVED, LockLoss.Reason.SESSION_LOST);
        assertThat(held.isHeld()).isFalse();
    }

    @Test
    void theClientIsClosed(EmbeddedEtcd server) {
        CompletableFuture<LockLoss> lost;
        try (EtcdClient other = server.client()) {
            lost = Recipes.of(other)
                    .locks()
                    .withFixedTtl(LONG)
                    .lock("job")
                    .acquire()
                    .lost();
        }
        assertThatThrownBy(() -> soon(lost)).cause().isInstanceOf(ClientClosedException.class);
    }

    @Test
    void aBodyReturnsAndThrows() {
        assertThat(locks.<String, RuntimeException>withLock("job", LONG, held -> "t" + held.isHeld()))
                .isEqualTo("ttrue");
        assertThat(locks.<Boolean, RuntimeException>withLock(
                        "job", LONG, LONG, held -> held.remaining().isPresent()))
                .isTrue();
        assertThatThrownBy(() -> locks.<String, IOException>withLock("job", LONG, held -> {
                    throw new IOException("mine");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("mine");
        nothingLeft();
    }

    @Test
    void aFailedReleaseIsSuppressed(Faults faults) {
        faults.add(Fault.error(StatusCode.PERMISSION_DENIED, "etcdserver: permission denied")
                .on("LeaseRevoke"));
        assertThatThrownBy(() -> locks.<String, IOException>withLock("job", LONG, held -> {
                    throw new IOException("mine");
                }))
                .isInstanceOf(IOException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        assertThatThrownBy(() -> soon(locks.<String>withLockAsync(
                        "other", LONG, held -> CompletableFuture.failedFuture(new IOException("mine")))))
                .cause()
                .isInstanceOf(IOException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    }

    @Test
    void aBodyThatIsInterrupted() {
        try {
            assertThatThrownBy(() -> locks.<String, IOException>withLock("job", LONG, held -> {
                        Thread.currentThread().interrupt();
                        throw new IOException("mine");
                    }))
                    .isInstanceOf(IOException.class)
                    .satisfies(thrown ->
                            assertThat(thrown.getSuppressed()).hasOnlyElementsOfType(InterruptedEtcdException.class));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        nothingLeft();
    }

    @Test
    void aBodyOfStages() throws Exception {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> done = locks.withLockAsync("job", LONG, LONG, held -> work);
        keys("job/", 1);
        work.complete("done");
        assertThat(soon(done)).isEqualTo("done");
        assertThatThrownBy(() -> soon(locks.<String>withLockAsync("job", LONG, held -> {
                    throw new IllegalStateException("mine");
                })))
                .cause()
                .hasMessage("mine");
        nothingLeft();
    }

    @Test
    void aBodyOfStagesThatIsCancelled() throws Exception {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<HeldLock> begun = new CompletableFuture<>();
        CompletableFuture<String> done = locks.withLockAsync("job", LONG, held -> {
            begun.complete(held);
            return work;
        });
        soon(begun);
        done.cancel(true);
        await().until(work::isCancelled);
        nothingLeft();

        CompletableFuture<String> stubborn = new CompletableFuture<>();
        CompletableFuture<HeldLock> begunToo = new CompletableFuture<>();
        CompletableFuture<String> other = locks.withLockAsync("job", LONG, held -> {
            begunToo.complete(held);
            return stubborn.minimalCompletionStage();
        });
        soon(begunToo);
        other.cancel(true);
        assertThat(locks.lock("job").tryAcquire()).isEmpty();
        stubborn.complete("at last");
        nothingLeft();
    }
}
