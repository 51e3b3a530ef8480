package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.election.LeaderKey;
import dev.tercet.election.Observation;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.lease.KeptLease;
import dev.tercet.lock.LockGrant;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guide's snippets about locks and elections. */
class GuideCoordinationTest {
    private final EtcdClient etcd = Server.client();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        etcd.close();
    }

    private void tell(String text) {
        told.add(text);
    }

    @Test
    void locks() {
        runNightly();
        runNightly(); // what the first left is in nobody's way
    }

    private void runNightly() {
        try (KeptLease lease = etcd.leases().keep(Duration.ofSeconds(10))) {
            LockGrant lock = etcd.withTimeout(Duration.ofMinutes(1)).locks().lock("jobs/nightly", lease.id());

            // Refused if the lock is no longer ours, however late this arrives.
            etcd.kv()
                    .txnOrThrow(Txn.when(Compare.createRevision(lock.key()).equalTo(lock.revision()))
                            .then(Put.of("jobs/nightly-result", "done")));

            etcd.locks().unlock(lock.key());
            lease.revoke();
        }
        assertThat(etcd.kv().getString("jobs/nightly-result")).contains("done");
    }

    @Test
    void elections() {
        Observation observation =
                etcd.elections().observe("scheduler", now -> tell(now.value().utf8()));
        try (KeptLease lease = etcd.leases().keep(Duration.ofSeconds(10))) {
            LeaderKey leader = etcd.elections().campaign("scheduler", lease.id(), "host a");
            etcd.elections().proclaim(leader, "host a, busy");
            await().until(() -> told.contains("host a, busy"));
            etcd.elections().resign(leader);
            lease.revoke();
        }
        observation.close();
    }
}
