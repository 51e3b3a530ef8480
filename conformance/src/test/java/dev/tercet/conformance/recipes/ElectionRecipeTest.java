package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.election.Candidate;
import dev.tercet.recipes.election.Election;
import dev.tercet.recipes.election.ElectionView;
import dev.tercet.recipes.election.LeaderLoop;
import dev.tercet.recipes.election.LeaderObservation;
import dev.tercet.recipes.election.LeaderSignal;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record ElectionRecipeTest(ContractTarget target) implements RecipeContract {
    private static final Bytes ANN = Bytes.of("ann");
    private static final Bytes BOB = Bytes.of("bob");
    private static final Duration MOMENT = Duration.ofMillis(100);

    private ElectionView view(String name) {
        return form(ElectionView.class, recipes().election(name));
    }

    private String leader(String name) {
        return view(name).leader().map(Candidate::value).map(Bytes::utf8).orElse("nobody");
    }

    private void candidates(String name, int many) {
        await().until(() -> view(name).candidates().size() == many);
    }

    private static CompletableFuture<Leadership> campaigning(Election election, Bytes value) {
        return CompletableFuture.supplyAsync(() -> election.campaign(value), task -> {
            Thread thread = new Thread(task, "campaign");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Test
    void candidatesLeadInTheOrderInWhichTheyCame() throws Exception {
        String name = fresh() + "e";
        try (Session ann = openSession();
                Session bob = openSession()) {
            Leadership first = ann.election(name).campaign(ANN);
            assertThat(first.isHeld()).isTrue();
            assertThat(leader(name)).isEqualTo("ann");
            CompletableFuture<Leadership> waiting = campaigning(bob.election(name), BOB);
            candidates(name, 2);
            assertThat(bob.election(name).tryCampaign(BOB)).isEmpty();
            first.proclaim(Bytes.of("anna"));
            assertThat(leader(name)).isEqualTo("anna");
            assertThat(ann.election(name).campaign(ANN).resign()).isTrue();
            assertThat(leader(name)).isEqualTo("ann");

            assertThat(first.resign()).isTrue();
            assertThat(first.resign()).isFalse();
            Leadership second = waiting.get(10, TimeUnit.SECONDS);
            assertThat(second.revision()).isGreaterThan(first.revision());
            assertThat(leader(name)).isEqualTo("bob");
            assertThat(etcd().kv()
                            .txn(Txn.when(second.isLeader()).then(Put.of(name + "-fenced", "bob")))
                            .succeeded())
                    .isTrue();
            assertThat(etcd().kv()
                            .txn(Txn.when(first.isLeader()).then(Put.of(name + "-fenced", "ann")))
                            .succeeded())
                    .isFalse();
            assertThat(first.isHeld()).isFalse();
            second.close();
            second.close();
            assertThat(leader(name)).isEqualTo("nobody");
        }
        nothingStays(name + "/");
    }

    @Test
    void campaignsThatEndOtherwiseLeaveNoCandidate() throws Exception {
        String name = fresh() + "e";
        try (Session ann = openSession();
                Session bob = openSession()) {
            Leadership leading = ann.election(name).campaign(ANN);
            assertThatThrownBy(() -> bob.election(name).campaign(BOB, MOMENT)).isInstanceOf(EtcdTimeoutException.class);
            candidates(name, 1);

            CompletableFuture<Leadership> cancelled = bob.election(name).campaignAsync(BOB);
            candidates(name, 2);
            cancelled.cancel(true);
            candidates(name, 1);

            CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    bob.election(name).campaign(BOB);
                } catch (RuntimeException e) {
                    interrupted.complete(e);
                }
            });
            thread.start();
            candidates(name, 2);
            thread.interrupt();
            assertThat(interrupted.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedEtcdException.class);
            candidates(name, 1);

            CompletableFuture<Leadership> closed = bob.election(name).campaignAsync(BOB);
            candidates(name, 2);
            bob.closeAsync().join();
            assertThatThrownBy(() -> closed.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ClientClosedException.class);
            candidates(name, 1);
            assertThat(leading.isHeld()).isTrue();
        }
        nothingStays(name + "/");
    }

    @Test
    void theLossOfASessionEndsWhatItLedAndWhatItWaitedFor() throws Exception {
        String name = fresh() + "e";
        try (Session ann = openSession(Duration.ofSeconds(3));
                Session bob = openSession();
                Session eve = openSession(Duration.ofSeconds(3))) {
            Leadership first = ann.election(name).campaign(ANN);
            CompletableFuture<Leadership> second = bob.election(name).campaignAsync(BOB);
            candidates(name, 2);
            CompletableFuture<Leadership> third = eve.election(name).campaignAsync(Bytes.of("eve"));
            candidates(name, 3);
            etcd().leases().revoke(eve.lease());
            etcd().leases().revoke(ann.lease());
            // Whichever is seen first: that the keys are gone, or at the next renewal that the leases are.
            assertThat(first.lost().get(10, TimeUnit.SECONDS))
                    .isInstanceOfAny(SessionLostException.class, PlaceRemovedException.class);
            assertThat(first.resign()).isFalse();
            assertThat(second.get(10, TimeUnit.SECONDS).revision()).isGreaterThan(first.revision());
            assertThatThrownBy(() -> third.get(10, TimeUnit.SECONDS))
                    .satisfies(failure -> assertThat(failure.getCause())
                            .isInstanceOfAny(SessionLostException.class, PlaceRemovedException.class));
        }
        nothingStays(name + "/");
    }

    @Test
    void takesTurnsWithTheServersOwnElections() throws Exception {
        String name = fresh() + "e";
        try (Session ann = openSession();
                Session bob = openSession();
                Subject other = connect(target().sharedEndpoints())) {
            Leadership first = ann.election(name).campaign(ANN);
            assertThat(etcd().elections().leader(name).map(Leader::value)).contains(ANN);
            CompletableFuture<LeaderKey> theirs =
                    other.client().async().elections().campaign(name, bob.lease(), "bob");
            candidates(name, 2);
            assertThat(theirs).isNotDone();
            first.resign();
            LeaderKey led = theirs.get(10, TimeUnit.SECONDS);
            assertThat(view(name).leader()).hasValueSatisfying(leader -> {
                assertThat(leader.revision()).isEqualTo(led.revision());
                assertThat(leader.lease()).isEqualTo(bob.lease());
                assertThat(leader.value()).isEqualTo(BOB);
            });
            CompletableFuture<Leadership> again = ann.election(name).campaignAsync(ANN);
            candidates(name, 2);
            assertThat(again).isNotDone();
            other.elections().resign(led);
            assertThat(again.get(10, TimeUnit.SECONDS).revision()).isGreaterThan(led.revision());
        }
        nothingStays(name + "/");
    }

    @Test
    void takesTurnsWithEtcdctl() throws Exception {
        requires(Capability.ETCDCTL);
        String name = fresh() + "e";
        try (Session ann = openSession();
                Elector observer = Elector.start(target(), "elect", "-l", name)) {
            Leadership first = ann.election(name).campaign(ANN);
            observer.says("ann");
            try (Elector bob = Elector.start(target(), "elect", name, "bob")) {
                candidates(name, 2);
                assertThat(bob.said()).doesNotContain("bob");
                first.resign();
                bob.says("bob");
                observer.says("bob");
                assertThat(leader(name)).isEqualTo("bob");
                CompletableFuture<Leadership> again = ann.election(name).campaignAsync(ANN);
                candidates(name, 2);
                assertThat(again).isNotDone();
                bob.interrupt();
                assertThat(again.get(10, TimeUnit.SECONDS).isHeld()).isTrue();
            }
        }
        nothingStays(name + "/");
    }

    @Test
    void anObserverHearsEveryLeaderAndThatNobodyLeads() throws Exception {
        String name = fresh() + "e";
        BlockingQueue<LeaderSignal> signals = new LinkedBlockingQueue<>();
        List<LeaderSignal> read = new ArrayList<>();
        try (Session ann = openSession();
                LeaderObservation listening = view(name).observe(signals::add);
                LeaderObservation reading = view(name).observe()) {
            read.add(reading.iterator().next());
            assertThat(signals.poll(10, TimeUnit.SECONDS)).isInstanceOf(LeaderSignal.Vacant.class);
            Leadership leading = ann.election(name).campaign(ANN);
            leading.proclaim(BOB);
            leading.resign();
            assertThat(signals.poll(10, TimeUnit.SECONDS)).isInstanceOf(LeaderSignal.Leads.class);
            assertThat(signals.poll(10, TimeUnit.SECONDS)).isInstanceOf(LeaderSignal.Proclaimed.class);
            assertThat(signals.poll(10, TimeUnit.SECONDS)).isInstanceOf(LeaderSignal.Vacant.class);
            while (read.size() < 4) {
                read.add(reading.iterator().next());
            }
            assertThat(read.get(1))
                    .isInstanceOfSatisfying(
                            LeaderSignal.Leads.class,
                            leads -> assertThat(leads.leader().value()).isEqualTo(ANN));
            assertThat(read.get(3)).isInstanceOf(LeaderSignal.Vacant.class);
            assertThat(listening.ended()).isNotDone();
        }
        assertThat(signals).isEmpty();
    }

    @Test
    void aLoopLeadsAgainAfterALoss() {
        String name = fresh() + "e";
        List<Long> terms = new CopyOnWriteArrayList<>();
        LeaderLoop loop =
                form(LeaderLoop.class, recipes().lead(name, "ann", Duration.ofSeconds(3), (leadership, stop) -> {
                    terms.add(leadership.revision());
                    stop.stopped().join();
                }));
        try (loop) {
            await().until(() -> terms.size() == 1 && loop.isLeading());
            view(name).leader().ifPresent(leader -> etcd().leases().revoke(leader.lease()));
            await().until(() -> terms.size() == 2);
            assertThat(terms).isSorted();
        }
        nothingStays(name + "/");
    }
}
