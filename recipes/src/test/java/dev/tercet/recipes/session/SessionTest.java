package dev.tercet.recipes.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EtcdTest
class SessionTest {
    private static final Duration TTL = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final EtcdClient etcd;
    private final Recipes recipes;

    SessionTest(EtcdClient etcd) {
        this.etcd = etcd;
        this.recipes = Recipes.of(etcd);
    }

    @Test
    void whatHangsOnItGoesWhenItIsClosed() {
        Session session = recipes.openSession(TTL);
        etcd.kv().put(Put.of("k", "v").withLease(session.lease()));
        assertThat(session.isAlive()).isTrue();
        assertThat(session.ttl()).isEqualTo(TTL);
        assertThat(session.client()).isSameAs(etcd);
        session.close();
        assertThat(etcd.kv().get("k")).isEmpty();
        assertThat(session.isAlive()).isFalse();
        assertThat(session.lost())
                .failsWithin(AT_ONCE)
                .withThrowableThat()
                .withCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void closingTwiceIsHarmlessAlsoAtOnce() {
        Session session = recipes.openSession(TTL);
        CompletableFuture<Void> first = session.closeAsync();
        CompletableFuture<Void> second = session.closeAsync();
        assertThat(first).succeedsWithin(AT_ONCE);
        assertThat(second).succeedsWithin(AT_ONCE);
        session.close();
    }

    @Test
    void whatIsLeftStaysAndIsTakenOver() {
        Session left = recipes.openSession(TTL);
        etcd.kv().put(Put.of("k", "v").withLease(left.lease()));
        left.orphan();
        left.orphan();
        left.close();
        assertThat(left.isAlive()).isFalse();
        assertThat(etcd.kv().get("k")).isPresent();

        try (Session resumed = recipes.resumeSession(left.lease())) {
            assertThat(resumed.lease()).isEqualTo(left.lease());
            assertThat(resumed.isAlive()).isTrue();
        }
        assertThat(etcd.kv().get("k")).isEmpty();
    }

    @Test
    void aSessionThatIsGoneCannotBeResumed() {
        assertThatThrownBy(() -> recipes.resumeSession(4711)).isInstanceOf(LeaseNotFoundException.class);
    }

    @Test
    void revokedByAnotherItIsLostOnce() {
        Session session = recipes.openSession(Duration.ofSeconds(2));
        AtomicInteger told = new AtomicInteger();
        session.lost().thenRun(told::incrementAndGet);
        etcd.leases().revoke(session.lease());
        assertThat(session.lost())
                .succeedsWithin(Duration.ofSeconds(5))
                .satisfies(lost -> assertThat(lost.reason()).isEqualTo(LeaseState.Reason.GONE));
        Awaitility.await().untilAsserted(() -> assertThat(told).hasValue(1));
        assertThat(session.isAlive()).isFalse();
        session.close();
        assertThat(session.lost()).isCompleted();
        assertThat(told).hasValue(1);
    }

    @Test
    void itsLossIsToldAsOneAlsoIfALockFindsOut() {
        Session session = recipes.openSession(TTL);
        HeldLock held = session.lock("job").acquire();
        etcd.leases().revoke(session.lease());
        assertThatThrownBy(held::renew).isInstanceOf(SessionLostException.class);
        assertThat(session.lost())
                .succeedsWithin(AT_ONCE)
                .satisfies(lost -> assertThat(lost.reason()).isEqualTo(LeaseState.Reason.GONE));
        session.close();
    }

    @Test
    void cutOffItIsLostOnItsOwnAccount(EmbeddedEtcd server, Faults faults) {
        try (EtcdClient short_ =
                server.clientBuilder().timeout(Duration.ofMillis(300)).build()) {
            Session session = Recipes.of(short_).openSession(Duration.ofSeconds(2));
            LiveFault down = faults.add(Fault.unavailable());
            faults.breakConnections();
            assertThat(session.lost())
                    .succeedsWithin(Duration.ofSeconds(5))
                    .satisfies(lost -> assertThat(lost.reason()).isEqualTo(LeaseState.Reason.RAN_OUT));
            // What the server thinks of it is not known.
            assertThatThrownBy(session::close).isInstanceOf(EtcdException.class);
            down.close();
            session.close();
        }
    }

    @Test
    void theEndOfItsClientEndsItAndLeavesTheLease(EmbeddedEtcd server) {
        EtcdClient mine = server.client();
        Session session = Recipes.of(mine).openSession(TTL);
        mine.close();
        assertThat(session.lost())
                .failsWithin(AT_ONCE)
                .withThrowableThat()
                .withCauseInstanceOf(ClientClosedException.class);
        assertThat(session.isAlive()).isFalse();
        assertThat(etcd.leases().list()).containsExactly(session.lease());
        session.close();
        assertThat(etcd.leases().list()).containsExactly(session.lease());
    }

    @Test
    void openingThatIsCancelledLeavesNoLease(Faults faults) {
        try (LiveFault slow =
                faults.add(Fault.slowInRealTime(Duration.ofMillis(100)).on("LeaseGrant"))) {
            CompletableFuture<Session> opening = recipes.openSessionAsync(TTL);
            opening.cancel(true);
            Awaitility.await().until(() -> slow.struck() == 1);
        }
        Awaitility.await()
                .during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(etcd.leases().list()).isEmpty());
    }

    @Test
    void closingIsDoneThoughItsAnswerIsLost(Faults faults) {
        Session session = recipes.openSession(TTL);
        faults.add(Fault.replyLost().on("LeaseRevoke").times(1));
        assertThatCode(session::close).doesNotThrowAnyException();
        assertThat(etcd.leases().list()).isEmpty();
    }

    @Test
    void itsLossIsOneFutureWhichHarmsNobodyWhenItIsMeddledWith() {
        try (Session session = recipes.openSession(TTL)) {
            assertThat(session.lost()).isSameAs(session.lost());
            session.lost().cancel(true);
            assertThat(session.isAlive()).isTrue();
            assertThat(etcd.leases().status(session.lease()).isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aTimeToLiveThatIsNoneIsAMistake(Duration ttl) {
        assertThatThrownBy(() -> recipes.openSession(ttl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ttl")
                .hasMessageContaining(ttl.toString());
        assertThatThrownBy(() -> recipes.openSessionAsync(ttl)).isInstanceOf(IllegalArgumentException.class);
    }
}
