package dev.tercet.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Queues whose watch loses its history, whose client is closed, whose session is lost. */
@EtcdTest
class QueueFaultTest {
    @Test
    void compactionUnderAWaitIsNothing(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        CompletableFuture<Bytes> taken = queue.takeAsync();
        assertThat(queue.poll(Duration.ofMillis(50))).isEmpty();
        faults.holdWatches();
        Recipes.of(etcd).fifoQueue("q").put("a");
        faults.compactUnderWatches();
        faults.releaseWatches();
        assertThat(taken.join().utf8()).isEqualTo("a");
    }

    @Test
    void closingTheClientEndsAWait(EmbeddedEtcd server) {
        EtcdClient own = server.clientBuilder().build();
        CompletableFuture<Bytes> taken = Recipes.of(own).fifoQueue("q").takeAsync();
        own.close();
        assertThatThrownBy(taken::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void aWorkerWhoseLeaseIsGoneIsTold(EtcdClient etcd) {
        Recipes.of(etcd).workQueue("w").submit("a");
        try (Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(30))) {
            etcd.leases().revoke(session.lease());
            assertThatThrownBy(() -> session.worker("w", 1).take()).isInstanceOf(SessionLostException.class);
        }
        assertThat(Recipes.of(etcd).workQueue("w").claimed()).isZero();
    }

    @Test
    void aClaimThatNobodyWantsIsNoAttempt(EtcdClient etcd, Faults faults) {
        WorkQueue queue = Recipes.of(etcd).workQueue("w");
        queue.submit("a");
        String id = queue.submit("b");
        try (Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(30))) {
            Worker worker = session.worker("w", 1);
            assertThat(worker.take().complete()).isTrue();
            // Claims the item, and knows only later that it did.
            faults.add(Fault.slowInRealTime(Duration.ofMillis(300)).on("LeaseGrant"));
            LiveFault lost = faults.add(Fault.replyLost().on("Txn").times(1));
            CompletableFuture<WorkItem> taken = worker.takeAsync();
            await().pollInterval(Duration.ofMillis(5)).until(() -> lost.struck() == 1);
            assertThat(queue.claimed()).isEqualTo(1);
            assertThat(taken.cancel(true)).isTrue();
            await().until(() -> queue.claimed() == 0);
            WorkItem again = worker.take();
            assertThat(again.id()).isEqualTo(id);
            assertThat(again.attempt()).isEqualTo(1);
            assertThat(again.complete()).isTrue();
            assertThat(queue.size()).isZero();
        }
    }

    @Test
    void whatWasNotCompletedBeforeTheLeaseWentIsNotSaidToBe(EtcdClient etcd, Faults faults) {
        WorkQueue queue = Recipes.of(etcd).workQueue("w");
        queue.submit("a");
        try (Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(30));
                Session next = Recipes.of(etcd).openSession(Duration.ofSeconds(30))) {
            WorkItem item = session.worker("w", 3).take();
            // The session does not know of it before it renews its lease.
            etcd.leases().revoke(session.lease());
            faults.add(Fault.requestLost().on("Txn").times(1));
            assertThat(item.complete()).isFalse();
            WorkItem again = next.worker("w", 3).take();
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.complete()).isTrue();
        }
    }
}
