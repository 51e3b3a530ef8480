package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of the page on locks. */
@EtcdTest
class LockDocTest {
    private final List<String> told = new ArrayList<>();

    private void stop(String why) {
        told.add(why);
    }

    private static String build(long token) {
        return "built with " + (token > 0 ? "a token" : "none");
    }

    @Test
    void onASession(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        try (Session session = recipes.openSession(Duration.ofSeconds(10));
                HeldLock held = session.lock("jobs/nightly").acquire(Duration.ofSeconds(5))) {
            etcd.kv().txnOrThrow(Txn.when(held.isOwner()).then(Put.of("jobs/nightly-last", "done")));
        }
        assertThat(etcd.kv().getString("jobs/nightly-last")).contains("done");
    }

    @Test
    void withoutASession(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        NamedLocks locks = recipes.locks().withPrefix("locks/");
        String report = locks.withLock("nightly", Duration.ofSeconds(5), held -> build(held.fencingToken()));
        String bounded = locks.withLock(
                "nightly", Duration.ofSeconds(5), Duration.ofSeconds(30), held -> build(held.fencingToken()));
        assertThat(report).isEqualTo(bounded).isEqualTo("built with a token");
    }

    @Test
    void lostAndHandedOver(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        Session session = recipes.openSession(Duration.ofSeconds(10));
        HeldLock held = session.lock("jobs/nightly").acquire();
        held.lost().thenAccept(loss -> stop(loss.message()));
        long token = held.fencingToken();

        long lease = session.lease();
        session.orphan();
        try (Session heir = recipes.resumeSession(lease);
                HeldLock same = heir.lock("jobs/nightly").acquire()) {
            assertThat(same.fencingToken()).isEqualTo(token);
        }
        assertThat(told).isEmpty();
    }
}
