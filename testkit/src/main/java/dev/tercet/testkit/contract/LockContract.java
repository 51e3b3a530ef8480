package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lock.LockGrant;
import dev.tercet.testkit.proxy.Direction;
import dev.tercet.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The server's lock service.
 *
 * @since 0.1
 */
public interface LockContract extends Contract {
    private long lease() {
        LeaseGrant grant = etcd().leases().grant(Duration.ofSeconds(60));
        return grant.id();
    }

    private long waiters(String name) {
        return etcd().kv().get(Get.prefix(name + "/").countOnly()).count();
    }

    @Test
    default void aFreeLockIsTakenAndGivenBack() {
        String name = fresh() + "lock";
        long lease = lease();
        LockGrant grant = etcd().locks().lock(name, lease);
        assertThat(grant.key()).isEqualTo(Bytes.of(name + "/" + Long.toHexString(lease)));
        KeyValue kv = etcd().kv().get(Get.of(grant.key())).first().orElseThrow();
        assertThat(kv.lease()).isEqualTo(lease);
        assertThat(grant.revision()).isEqualTo(kv.createRevision());
        LockGrant again = etcd().locks().lock(name, lease);
        assertThat(again.key()).as("again with the same lease").isEqualTo(grant.key());
        assertThat(again.revision()).as("again with the same lease").isEqualTo(grant.revision());
        etcd().locks().unlock(grant.key());
        assertThat(waiters(name)).isZero();
        etcd().locks().unlock(grant.key());
    }

    @Test
    default void aHeldLockIsWaitedFor() throws Exception {
        String name = fresh() + "lock";
        long second = lease();
        LockGrant held = etcd().locks().lock(name, lease());
        CompletableFuture<LockGrant> waiting = etcd().client().async().locks().lock(name, second);
        await().atMost(Duration.ofSeconds(10)).until(() -> waiters(name) == 2);
        assertThat(waiting).isNotDone();
        etcd().locks().unlock(held.key());
        LockGrant next = Within.seconds(10, waiting);
        assertThat(next.key()).isEqualTo(Bytes.of(name + "/" + Long.toHexString(second)));
        assertThat(next.revision()).as("the fencing token").isGreaterThan(held.revision());
    }

    @Test
    default void theHoldersKeyGuardsWhatTheLockProtects() {
        String prefix = fresh();
        LockGrant grant = etcd().locks().lock(prefix + "lock", lease());
        Txn guarded = Txn.when(Compare.createRevision(grant.key()).equalTo(grant.revision()))
                .then(Put.of(prefix + "data", "mine"));
        assertThat(etcd().kv().txn(guarded).succeeded()).isTrue();
        etcd().locks().unlock(grant.key());
        assertThat(etcd().kv().txn(guarded).succeeded()).isFalse();
    }

    @Test
    default void aWaitGivenUpLeavesNothingBehind() {
        String name = fresh() + "lock";
        LockGrant held = etcd().locks().lock(name, lease());
        long second = lease();
        assertThat(Expect.temporary(
                        ErrorCode.TIMEOUT,
                        Outcome.UNKNOWN,
                        () -> etcd().withTimeout(Duration.ofMillis(300)).locks().lock(name, second)))
                .hasMessageContaining("not granted within 300 ms: somebody else may hold it");
        await().atMost(Duration.ofSeconds(5)).until(() -> waiters(name) == 1);
        CompletableFuture<LockGrant> cancelled = etcd().client().async().locks().lock(name, second);
        await().atMost(Duration.ofSeconds(5)).until(() -> waiters(name) == 2);
        cancelled.cancel(true);
        await().atMost(Duration.ofSeconds(5)).until(() -> waiters(name) == 1);
        etcd().locks().unlock(held.key());
        assertThat(etcd().locks().lock(name, lease())).isNotNull();
    }

    @Test
    default void anInterruptedWaitLeavesNothingBehind() throws Exception {
        String name = fresh() + "lock";
        LockGrant held = etcd().locks().lock(name, lease());
        long second = lease();
        Interruption.of(
                () -> etcd().client().locks().lock(name, second), () -> await().until(() -> waiters(name) == 2));
        await("the waiter's key is gone").atMost(Duration.ofSeconds(5)).until(() -> waiters(name) == 1);
        etcd().locks().unlock(held.key());
        assertThat(etcd().locks().lock(name, lease())).isNotNull();
    }

    @Test
    default void aGrantThatIsLostOnItsWayIsGivenBack() throws Exception {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh() + "lock";
        long lease = lease();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()))) {
            behind.kv().get(name);
            proxy.blackHole(Direction.TO_CLIENT);
            CompletableFuture<LockGrant> lost = behind.client().async().locks().lock(name, lease);
            await("the server has granted it").until(() -> waiters(name) == 1);
            // The answer may not have been written yet: restored only, the proxy would let it pass.
            proxy.cut();
            proxy.restore();
            Expect.temporary(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN, () -> Within.seconds(10, lost));
            await("the key of a lock that nobody knows of is deleted").until(() -> waiters(name) == 0);
            assertThat(behind.locks().lock(name, lease))
                    .as("again with the same lease")
                    .isNotNull();
            assertThat(waiters(name)).isEqualTo(1);
        }
    }

    @Test
    default void aLockEndsWithItsLease() throws Exception {
        String name = fresh() + "lock";
        long first = lease();
        etcd().locks().lock(name, first);
        CompletableFuture<LockGrant> waiting = etcd().client().async().locks().lock(name, lease());
        await().atMost(Duration.ofSeconds(10)).until(() -> waiters(name) == 2);
        etcd().leases().revoke(first);
        assertThat(Within.seconds(10, waiting)).isNotNull();
    }

    @Test
    default void aLeaseThatIsGoneTakesNoLock() {
        assertThat(Expect.failure(() -> etcd().locks().lock(fresh() + "lock", LeaseContract.UNKNOWN_LEASE)))
                .isInstanceOf(LeaseNotFoundException.class);
    }

    @Test
    default void aLockNeedsAName() {
        Expect.badArgument(() -> etcd().locks().lock("", lease()), "name");
        Expect.badArgument(() -> etcd().locks().unlock(Bytes.EMPTY), "key");
    }
}
