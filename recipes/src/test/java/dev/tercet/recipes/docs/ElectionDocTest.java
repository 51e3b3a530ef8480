package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.election.Candidate;
import dev.tercet.recipes.election.ElectionView;
import dev.tercet.recipes.election.LeaderLoop;
import dev.tercet.recipes.election.LeaderObservation;
import dev.tercet.recipes.election.LeaderSignal;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The examples of the page on elections. */
@EtcdTest
class ElectionDocTest {
    private final EtcdClient etcd;
    private final Recipes recipes;
    private final List<String> told = new CopyOnWriteArrayList<>();

    ElectionDocTest(EtcdClient etcd) {
        this.etcd = etcd;
        this.recipes = Recipes.of(etcd);
    }

    private void connect(String address) {
        told.add("connect " + address);
    }

    private void disconnect() {
        told.add("disconnect");
    }

    private void scheduleNext(long term) throws InterruptedException {
        told.add("scheduled in term " + (term > 0));
        new CountDownLatch(1).await();
    }

    @Test
    void campaigns() {
        try (Session session = recipes.openSession(Duration.ofSeconds(10));
                Leadership leadership = session.election("jobs/leader").campaign("10.0.0.7:8080")) {
            etcd.kv().txnOrThrow(Txn.when(leadership.isLeader()).then(Put.of("jobs/plan", "of 10.0.0.7")));
            leadership.proclaim("10.0.0.8:8080");
        }
        assertThat(etcd.kv().getString("jobs/plan")).contains("of 10.0.0.7");
    }

    @Test
    void leads() {
        LeaderLoop loop = recipes.lead("jobs/leader", "10.0.0.7:8080", Duration.ofSeconds(10), (leadership, stop) -> {
            while (!stop.isStopped()) {
                scheduleNext(leadership.revision());
            }
        });
        Awaitility.await().until(() -> told.size() == 1);
        loop.close();
        assertThat(told).containsExactly("scheduled in term true");
    }

    @Test
    void observes() {
        ElectionView election = recipes.election("jobs/leader");
        Optional<Candidate> leader = election.leader();
        LeaderObservation observation = election.observe(signal -> {
            if (signal instanceof LeaderSignal.Leads leads) {
                connect(leads.leader().value().utf8());
            } else if (signal instanceof LeaderSignal.Vacant) {
                disconnect();
            }
        });
        assertThat(leader).isEmpty();
        Awaitility.await().until(() -> told.size() == 1);
        try (Session session = recipes.openSession(Duration.ofSeconds(10))) {
            session.election("jobs/leader").campaign("10.0.0.7:8080").resign();
        }
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(told).containsExactly("disconnect", "connect 10.0.0.7:8080", "disconnect"));
        observation.close();
    }
}
