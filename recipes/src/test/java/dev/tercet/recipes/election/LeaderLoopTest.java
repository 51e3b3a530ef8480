package dev.tercet.recipes.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.recipes.Recipes;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@EtcdTest(manualClock = true)
class LeaderLoopTest {
    private static final Duration TTL = Duration.ofSeconds(2);

    private final EtcdClient etcd;
    private final Recipes recipes;
    private final AtomicInteger running = new AtomicInteger();
    private final List<Long> revisions = new CopyOnWriteArrayList<>();

    LeaderLoopTest(EtcdClient etcd) {
        this.etcd = etcd;
        this.recipes = Recipes.of(etcd);
    }

    /** Leads until it is told to stop. */
    private void lead(Leadership leadership, LeaderBody.Stop stop) {
        assertThat(running.incrementAndGet()).isEqualTo(1);
        revisions.add(leadership.revision());
        try {
            stop.stopped().join();
            assertThat(stop.isStopped()).isTrue();
        } finally {
            running.decrementAndGet();
        }
    }

    @Test
    void goesOnAfterALossAndNeverTwiceAtATime() {
        try (LeaderLoop loop = recipes.lead("e", "ann", TTL, this::lead)) {
            Awaitility.await().until(() -> revisions.size() == 1);
            assertThat(loop.isLeading()).isTrue();
            etcd.leases().revoke(recipes.election("e").leader().orElseThrow().lease());
            Awaitility.await().until(() -> revisions.size() == 2);
            etcd.kv().delete(recipes.election("e").leader().orElseThrow().key());
            Awaitility.await().until(() -> revisions.size() == 3);
            assertThat(revisions).isSorted();
        }
        assertThat(running).hasValue(0);
        assertThat(recipes.election("e").candidates()).isEmpty();
        assertThat(etcd.leases().list()).isEmpty();
    }

    @Test
    void takesTurnsWhenTheBodyReturns() {
        List<String> turns = new CopyOnWriteArrayList<>();
        try (LeaderLoop ann = recipes.lead("e", "ann", TTL, (leadership, stop) -> turns.add("ann"));
                LeaderLoop bob = recipes.lead("e", "bob", TTL, (leadership, stop) -> turns.add("bob"))) {
            Awaitility.await().until(() -> turns.size() > 10 && turns.contains("ann") && turns.contains("bob"));
            assertThat(List.of(ann, bob)).doesNotContainNull();
        }
        assertThat(recipes.election("e").candidates()).isEmpty();
    }

    @Test
    void interruptsABodyThatBlocks() {
        AtomicInteger interrupted = new AtomicInteger();
        LeaderLoop loop = recipes.lead("e", "ann", TTL, (leadership, stop) -> {
            running.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
        });
        Awaitility.await().until(() -> running.get() == 1);
        loop.close();
        assertThat(interrupted).hasValue(1);
        loop.close();
    }

    @Test
    void waitsForABodyThatDoesNotHear() {
        CompletableFuture<Void> deaf = new CompletableFuture<>();
        LeaderLoop loop = recipes.lead("e", "ann", TTL, (leadership, stop) -> {
            running.incrementAndGet();
            deaf.join();
        });
        Awaitility.await().until(() -> running.get() == 1);
        CompletableFuture<Void> closed = loop.closeAsync();
        assertThat(closed).isNotDone();
        assertThat(recipes.election("e").leader()).isPresent();
        deaf.complete(null);
        assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
        assertThat(recipes.election("e").leader()).isEmpty();
    }

    @Test
    void restsAfterABodyThatThrowsAndGoesOn() {
        try (LeaderLoop loop = recipes.lead("e", "ann", TTL, (leadership, stop) -> {
            running.incrementAndGet();
            throw new IllegalStateException("thrown by a test");
        })) {
            Awaitility.await().until(() -> running.get() == 3);
            assertThat(loop.toString()).contains("e");
        }
    }

    @Test
    void closedWhileItWaitsItLeavesNoCandidate() {
        try (LeaderLoop leads = recipes.lead("e", "ann", TTL, this::lead)) {
            Awaitility.await().until(leads::isLeading);
            LeaderLoop waits = recipes.lead("e", "bob", TTL, this::lead);
            Awaitility.await().until(() -> recipes.election("e").candidates().size() == 2);
            waits.close();
            assertThat(recipes.election("e").candidates()).hasSize(1);
            assertThat(waits.isLeading()).isFalse();
        }
        assertThat(revisions).hasSize(1);
    }

    @Test
    void cutOffItStopsTheBodyBeforeTheServerLetsAnotherLead(EmbeddedEtcd server, EtcdClock clock, Faults faults) {
        try (EtcdClient mine =
                        server.clientBuilder().timeout(Duration.ofMillis(200)).build();
                LeaderLoop loop = Recipes.of(mine).lead("e", "ann", TTL, this::lead)) {
            Awaitility.await().until(() -> revisions.size() == 1);
            LiveFault down = faults.add(Fault.unavailable());
            faults.breakConnections();
            Awaitility.await().until(() -> running.get() == 0);
            // The server's time stands still: its lease lives on, and the leadership with it.
            clock.advance(TTL);
            down.close();
            Awaitility.await().until(() -> revisions.size() == 2);
            assertThat(loop.isLeading()).isTrue();
            assertThat(revisions).isSorted();
        }
        assertThat(recipes.election("e").candidates()).isEmpty();
    }

    @Test
    void leadsThoughAnswersAreLost(Faults faults) {
        faults.add(Fault.replyLost().on("Txn").times(1));
        try (LeaderLoop loop = recipes.lead("e", "ann", TTL, this::lead)) {
            Awaitility.await().until(loop::isLeading);
            faults.add(Fault.replyLost().on("Txn").times(1));
        }
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(recipes.election("e").candidates()).isEmpty());
    }

    @Test
    void endsWithItsClient(EmbeddedEtcd server) {
        EtcdClient mine = server.client();
        LeaderLoop loop = Recipes.of(mine).lead("e", "ann", TTL, this::lead);
        Awaitility.await().until(loop::isLeading);
        mine.close();
        Awaitility.await().until(() -> running.get() == 0);
        loop.closeAsync().exceptionally(failure -> null).join();
    }

    @Test
    void mistakesAreToldAtOnce() {
        assertThatThrownBy(() -> recipes.lead("", "ann", TTL, this::lead)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recipes.lead("e", "ann", Duration.ZERO, this::lead))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ttl");
    }
}
