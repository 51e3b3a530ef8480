package dev.tercet.recipes.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@EtcdTest(manualClock = true)
class LastingSessionTest {
    private static final Duration TTL = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final EtcdClient etcd;
    private final Recipes recipes;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    LastingSessionTest(EtcdClient etcd) {
        this.etcd = etcd;
        this.recipes = Recipes.of(etcd);
    }

    private void note(SessionSignal signal) {
        if (signal instanceof SessionSignal.Opened opened) {
            heard.add("opened " + opened.session().lease());
        } else if (signal instanceof SessionSignal.Lost lost) {
            assertThat(lost.cause()).isInstanceOf(SessionLostException.class);
            heard.add("lost " + lost.session().lease());
        } else {
            heard.add("ended");
        }
    }

    private Session after(LastingSession lasting, Session former) {
        Awaitility.await()
                .until(() -> lasting.current().filter(now -> now != former).isPresent());
        return lasting.session();
    }

    @Test
    void opensAnotherSessionAfterALossAndTellsInOrder() {
        long first;
        long second;
        try (LastingSession lasting = recipes.lastingSession(TTL)) {
            lasting.onSignal(signal -> {
                throw new IllegalStateException("thrown by a test");
            });
            lasting.onSignal(this::note);
            Session session = lasting.session();
            first = session.lease();
            etcd.leases().revoke(first);
            second = after(lasting, session).lease();
            lasting.onSignal(this::note).close();
        }
        Awaitility.await().until(() -> heard.contains("ended"));
        assertThat(heard.stream().distinct())
                .containsExactly("opened " + first, "lost " + first, "opened " + second, "ended");
        assertThat(etcd.leases().list()).isEmpty();
    }

    @Test
    void aListenerThatBlocksHoldsUpNobodyElse() {
        CompletableFuture<Void> blocking = new CompletableFuture<>();
        try (LastingSession lasting = recipes.lastingSession(TTL)) {
            lasting.onSignal(signal -> blocking.join());
            lasting.onSignal(this::note);
            Awaitility.await().until(() -> heard.size() == 1);
        } finally {
            blocking.complete(null);
        }
    }

    @Test
    void cutOffPastTheTimeToLiveItGoesOnWhenTheServerIsBack(EmbeddedEtcd server, EtcdClock clock, Faults faults) {
        try (EtcdClient mine =
                        server.clientBuilder().timeout(Duration.ofMillis(200)).build();
                LastingSession lasting = Recipes.of(mine).lastingSession(TTL);
                LastingKey key = lasting.key("k", "v")) {
            key.awaitPresent();
            Session first = lasting.session();
            LiveFault down = faults.add(Fault.unavailable());
            faults.breakConnections();
            assertThat(first.lost()).succeedsWithin(SOON);
            Awaitility.await().untilAsserted(() -> assertThat(key.isPresent()).isFalse());
            clock.advance(TTL);
            down.close();
            assertThat(etcd.kv().get("k")).isEmpty();

            Session second = after(lasting, first);
            key.awaitPresent();
            assertThat(etcd.kv().get("k")).map(KeyValue::lease).contains(second.lease());
        }
        assertThat(etcd.kv().get("k")).isEmpty();
    }

    @Test
    void canBeMadeBeforeThereIsAServer(EmbeddedEtcd server, Faults faults) {
        LiveFault down = faults.add(Fault.unavailable());
        try (EtcdClient mine =
                        server.clientBuilder().timeout(Duration.ofMillis(100)).build();
                LastingSession lasting = Recipes.of(mine).lastingSession(TTL)) {
            Awaitility.await().until(() -> down.struck() > 1);
            assertThat(lasting.current()).isEmpty();
            down.close();
            assertThat(lasting.session().isAlive()).isTrue();
        }
    }

    @Test
    void afterItsEndThereIsNone() {
        LastingSession lasting = recipes.lastingSession(TTL);
        lasting.close();
        lasting.close();
        assertThat(lasting.isClosed()).isTrue();
        assertThat(lasting.current()).isEmpty();
        assertThatThrownBy(lasting::session).isInstanceOf(ClientClosedException.class);
        lasting.onSignal(this::note);
        Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly("ended"));
        assertThatThrownBy(() -> lasting.key("k", "v").awaitPresent()).isInstanceOf(ClientClosedException.class);
        Awaitility.await().untilAsserted(() -> assertThat(etcd.leases().list()).isEmpty());
    }

    @Test
    void endsWithItsClient(EmbeddedEtcd server) {
        EtcdClient mine = server.client();
        LastingSession lasting = Recipes.of(mine).lastingSession(TTL);
        lasting.session();
        LastingKey key = lasting.key("k", "v");
        key.awaitPresent();
        mine.close();
        Awaitility.await().until(lasting::isClosed);
        Awaitility.await().until(() -> !key.isPresent());
        assertThatThrownBy(lasting::session).isInstanceOf(ClientClosedException.class);
        lasting.close();
        key.close();
    }

    @Test
    void whoWaitsForASessionMayGiveUp(Faults faults) {
        LiveFault down = faults.add(Fault.silent().on("LeaseGrant"));
        try (LastingSession lasting = recipes.lastingSession(TTL)) {
            CompletableFuture<Session> waiting = lasting.sessionAsync();
            CompletableFuture<Session> other = lasting.sessionAsync();
            waiting.cancel(true);
            down.close();
            assertThat(other).succeedsWithin(SOON);
            assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aKeyComesBackAfterADeletionAndIsDeletedAtTheEnd() {
        try (LastingSession lasting = recipes.lastingSession(Duration.ofSeconds(60))) {
            LastingKey key = lasting.key("k", "v");
            key.awaitPresent();
            assertThat(key.lease()).contains(lasting.session().lease());
            etcd.kv().delete("k");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(etcd.kv().getString("k")).contains("v"));
            key.setValue("w");
            assertThat(etcd.kv().getString("k")).contains("w");
            assertThat(key.value()).isEqualTo(Bytes.of("w"));
            etcd.kv().delete("k");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(etcd.kv().getString("k")).contains("w"));
            key.close();
            key.close();
            assertThat(etcd.kv().get("k")).isEmpty();
            assertThatThrownBy(() -> key.setValue("x")).isInstanceOf(ClientClosedException.class);
            assertThat(lasting.current()).isPresent();
        }
    }

    @Test
    void aKeyIsTakenOverOnceAndNotFoughtOver() {
        etcd.kv().put("k", "old");
        try (LastingSession lasting = recipes.lastingSession(Duration.ofSeconds(60));
                LastingKey key = lasting.key("k", "v")) {
            key.awaitPresent();
            etcd.kv().put("k", "another's");
            Awaitility.await().until(() -> !key.isPresent());
            assertThat(etcd.kv().getString("k")).contains("another's");
            etcd.kv().delete("k");
            key.awaitPresent();
            assertThat(etcd.kv().getString("k")).contains("v");
            etcd.kv().put("k", "another's");
        }
        assertThat(etcd.kv().getString("k")).contains("another's");
    }

    @Test
    void aKeyWaitsForTheOtherToGo() {
        long lease = etcd.leases().grant(Duration.ofSeconds(60)).id();
        etcd.kv().put(Put.of("k", "old").withLease(lease));
        try (LastingSession lasting = recipes.lastingSession(Duration.ofSeconds(60));
                LastingKey key = lasting.key(Bytes.of("k"), Bytes.of("v"), LastingKey.Claim.WAIT)) {
            CompletableFuture<Void> present = key.awaitPresentAsync();
            lasting.session();
            assertThat(present).isNotDone();
            etcd.leases().revoke(lease);
            assertThat(present).succeedsWithin(SOON);
            assertThat(etcd.kv().getString("k")).contains("v");
        }
    }

    @Test
    void aKeySurvivesACompactionAndLostAnswers(Faults faults) {
        try (LastingSession lasting = recipes.lastingSession(Duration.ofSeconds(60));
                LastingKey key = lasting.key("k", "v")) {
            key.awaitPresent();
            faults.holdWatches();
            etcd.kv().delete("k");
            etcd.kv().put("other", "1");
            faults.add(Fault.replyLost().on("Txn").times(1));
            faults.compactUnderWatches();
            faults.releaseWatches();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(etcd.kv().getString("k")).contains("v"));
            key.awaitPresent();
        }
    }

    @Test
    void anEmptyKeyIsAMistake() {
        try (LastingSession lasting = recipes.lastingSession(TTL)) {
            assertThatThrownBy(() -> lasting.key("", "v")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> recipes.lastingSession(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
