package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The README's lock. */
@EtcdTest
class ReadmeLockTest {
    private boolean stopped;

    private void stop() {
        stopped = true;
    }

    @Test
    void lock(EtcdClient etcd) {
        runNightly(etcd);
        runNightly(etcd); // what the first left is in nobody's way
    }

    private void runNightly(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        try (Session session = recipes.openSession(Duration.ofSeconds(10));
                HeldLock lock = session.lock("jobs/nightly").acquire(Duration.ofSeconds(5))) {
            lock.lost().thenAccept(loss -> stop());

            // Refused if the lock is no longer ours, however late this arrives.
            etcd.kv().txnOrThrow(Txn.when(lock.isOwner()).then(Put.of("jobs/nightly-result", "done")));
        }
        assertThat(stopped).isFalse();
        assertThat(etcd.kv().get(Get.prefix("jobs/nightly")).kvs()).hasSize(1);
    }
}
