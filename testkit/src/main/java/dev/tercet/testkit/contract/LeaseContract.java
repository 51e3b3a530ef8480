package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.Leases;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseState;
import dev.tercet.lease.LeaseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * Leases.
 *
 * @since 0.1
 */
public interface LeaseContract extends Contract {
    /** Nobody has this lease. */
    long UNKNOWN_LEASE = 0x7000_0000_0000_0003L;

    @Test
    default void aGrantSaysWhatItGave() {
        LeaseGrant grant = etcd().leases().grant(Duration.ofSeconds(60));
        assertThat(grant.id()).isPositive();
        assertThat(grant.ttl()).isEqualTo(Duration.ofSeconds(60));
        etcd().leases().revoke(grant.id());
    }

    @Test
    default void aFractionOfASecondIsRoundedUp() {
        LeaseGrant grant = etcd().leases().grant(Duration.ofMillis(60_001));
        assertThat(grant.ttl()).isEqualTo(Duration.ofSeconds(61));
        etcd().leases().revoke(grant.id());
    }

    @Test
    default void anIdCanBeChosenOnceEvenANegativeOne() {
        Leases leases = etcd().leases();
        for (long id : new long[] {System.nanoTime(), -System.nanoTime()}) {
            assertThat(leases.grant(Duration.ofSeconds(60), id).id()).isEqualTo(id);
            Expect.rejection(ErrorCode.LEASE_EXISTS, () -> leases.grant(Duration.ofSeconds(60), id));
            assertThat(leases.status(id).isAlive()).isTrue();
            leases.revoke(id);
        }
    }

    @Test
    default void tooLongALeaseIsRefused() {
        Expect.rejection(
                ErrorCode.LEASE_TTL_TOO_LARGE, () -> etcd().leases().grant(Duration.ofSeconds(9_000_000_001L)));
    }

    @Test
    default void aRevokedLeaseTakesItsKeysAlong() {
        String prefix = fresh();
        LeaseGrant grant = etcd().leases().grant(Duration.ofSeconds(60));
        etcd().kv().put(Put.of(prefix + "a", "1").withLease(grant.id()));
        etcd().kv().put(Put.of(prefix + "b", "2").withLease(grant.id()));
        etcd().leases().revoke(grant.id());
        assertThat(etcd().kv().get(Get.prefix(prefix)).isEmpty()).isTrue();
        assertThat(etcd().leases().status(grant.id()).isAlive()).isFalse();
    }

    @Test
    default void anUnknownLeaseCannotBeRevokedOrRenewed() {
        EtcdException failure = Expect.rejection(
                ErrorCode.LEASE_NOT_FOUND, () -> etcd().leases().revoke(UNKNOWN_LEASE));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        LeaseNotFoundException.class, e -> assertThat(e.lease()).isEqualTo(UNKNOWN_LEASE));
        assertThat(Expect.failure(() -> etcd().leases().keepAliveOnce(UNKNOWN_LEASE)))
                .isInstanceOf(LeaseNotFoundException.class);
        assertThat(Expect.failure(() -> etcd().leases().keepAlive(UNKNOWN_LEASE)))
                .isInstanceOf(LeaseNotFoundException.class);
    }

    @Test
    default void theStatusTellsTimesAndKeys() {
        String key = fresh();
        LeaseGrant grant = etcd().leases().grant(Duration.ofSeconds(60));
        etcd().kv().put(Put.of(key, "1").withLease(grant.id()));
        LeaseStatus status = etcd().leases().statusWithKeys(grant.id());
        assertThat(status.granted()).isEqualTo(Duration.ofSeconds(60));
        assertThat(status.remaining()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        assertThat(status.keys()).containsExactly(Bytes.of(key));
        assertThat(etcd().leases().status(grant.id()).keys()).isEmpty();
        etcd().leases().revoke(grant.id());
        assertThat(etcd().leases().status(grant.id()).granted()).isZero();
    }

    @Test
    default void leasesAreListed() {
        LeaseGrant grant = etcd().leases().grant(Duration.ofSeconds(60));
        // One member's view, which may be behind that of the member that granted it.
        await().until(() -> etcd().leases().list().ids().contains(grant.id()));
        assertThat(etcd().leases().list().header().clusterId())
                .isEqualTo(grant.header().clusterId());
        etcd().leases().revoke(grant.id());
        await().until(() -> !etcd().leases().list().ids().contains(grant.id()));
    }

    @Test
    default void oneRenewalGivesTheWholeTimeBack() {
        LeaseGrant grant = etcd().leases().grant(Duration.ofSeconds(60));
        assertThat(etcd().leases().keepAliveOnce(grant.id()).ttl()).isEqualTo(Duration.ofSeconds(60));
        etcd().leases().revoke(grant.id());
    }

    @Test
    default void aLeaseThatIsNotRenewedExpires() {
        String key = fresh();
        LeaseGrant grant = etcd().leases().grant(Duration.ofSeconds(1));
        etcd().kv().put(Put.of(key, "v").withLease(grant.id()));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> etcd().kv().get(Get.of(key)).isEmpty());
        assertThat(etcd().leases().status(grant.id()).isAlive()).isFalse();
    }

    @Test
    default void aKeptLeaseOutlivesItsTimeAndEndsWhenRevoked() {
        String key = fresh();
        try (KeptLease lease = etcd().leases().keep(Duration.ofSeconds(1))) {
            etcd().kv().put(Put.of(key, "v").withLease(lease.id()));
            long start = System.nanoTime();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> System.nanoTime() - start
                            > lease.ttl().plusSeconds(2).toNanos());
            assertThat(lease.state()).isInstanceOf(LeaseState.Active.class);
            assertThat(etcd().kv().getString(key)).contains("v");
            assertThat(lease.lost()).isNotDone();
            lease.revoke();
            assertThat(lease.state()).isInstanceOf(LeaseState.Closed.class);
        }
        assertThat(etcd().kv().get(Get.of(key)).isEmpty()).isTrue();
    }

    @Test
    default void aClosedLeaseIsNoLongerRenewedButNotRevoked() {
        String key = fresh();
        KeptLease lease = etcd().leases().keep(Duration.ofSeconds(1));
        etcd().kv().put(Put.of(key, "v").withLease(lease.id()));
        lease.close();
        lease.close();
        assertThat(lease.state()).isInstanceOf(LeaseState.Closed.class);
        assertThat(etcd().kv().getString(key)).contains("v");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> etcd().kv().get(Get.of(key)).isEmpty());
    }

    @Test
    default void theLossOfAKeptLeaseIsSignalled() throws Exception {
        KeptLease lease = etcd().leases().keep(Duration.ofSeconds(2));
        List<LeaseState> states = new CopyOnWriteArrayList<>();
        lease.onState(states::add);
        etcd().leases().revoke(lease.id());
        LeaseState.Lost lost = Within.seconds(10, lease.lost());
        assertThat(lost.reason()).isEqualTo(LeaseState.Reason.GONE);
        assertThat(lease.state()).isEqualTo(lost);
        await().atMost(Duration.ofSeconds(5)).until(() -> states.contains(lost));
        assertThat(states.get(0)).isInstanceOf(LeaseState.Active.class);
    }

    @Test
    default void aLeaseOfSomebodyElseCanBeKept() {
        LeaseGrant grant = etcd().leases().grant(Duration.ofSeconds(60));
        try (KeptLease lease = etcd().leases().keepAlive(grant.id())) {
            assertThat(lease.id()).isEqualTo(grant.id());
            assertThat(lease.ttl()).isEqualTo(Duration.ofSeconds(60));
            lease.revoke();
        }
    }

    @Test
    default void manyLeasesAreKept() {
        List<KeptLease> kept = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                kept.add(etcd().leases().keep(Duration.ofSeconds(2)));
            }
            long start = System.nanoTime();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            System.nanoTime() - start > Duration.ofSeconds(4).toNanos());
            assertThat(kept).allSatisfy(lease -> assertThat(lease.state()).isInstanceOf(LeaseState.Active.class));
            List<Long> ids = kept.stream().map(KeptLease::id).toList();
            await().until(() -> etcd().leases().list().ids().containsAll(ids));
        } finally {
            kept.forEach(KeptLease::close);
        }
    }
}
