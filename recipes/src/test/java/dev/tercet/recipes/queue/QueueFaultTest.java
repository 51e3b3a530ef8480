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
import java.util.List;
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

    // Claims the item, and is cancelled before it knows that it did.
    private static void claimAndCancel(WorkQueue queue, Worker worker, Faults faults) {
        LiveFault late = faults.add(
                Fault.slowInRealTime(Duration.ofMillis(300)).on("LeaseGrant").times(1));
        faults.add(Fault.replyLost().on("Txn").onKeys("w/taken").times(1));
        CompletableFuture<WorkItem> taken = worker.takeAsync();
        await().pollInterval(Duration.ofMillis(5)).until(() -> late.struck() == 1);
        assertThat(queue.claimed()).isEqualTo(1);
        assertThat(taken.cancel(true)).isTrue();
    }

    @Test
    void aClaimThatNobodyWantsLeavesTheAttemptsBeforeIt(EtcdClient etcd, Faults faults) {
        WorkQueue queue = Recipes.of(etcd).workQueue("w");
        String id = queue.submit("a");
        try (Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(30))) {
            Worker worker = session.worker("w", 3);
            for (int attempt = 1; attempt <= 3; attempt++) {
                for (int cancelled = 0; cancelled < 2; cancelled++) {
                    claimAndCancel(queue, worker, faults);
                    await().until(() -> queue.claimed() == 0);
                }
                WorkItem item = worker.take();
                assertThat(item.id()).isEqualTo(id);
                assertThat(item.text()).isEqualTo("a");
                assertThat(item.attempt()).isEqualTo(attempt);
                assertThat(item.release()).isTrue();
            }
            assertThat(worker.poll()).isEmpty();
            assertThat(queue.deadLetters(2)).extracting(DeadLetter::id).containsExactly(id);
            assertThat(queue.requeue(id)).isTrue();
            assertThat(worker.take().attempt()).isEqualTo(1);
        }
    }

    @Test
    void aClaimThatNobodyWantsEndsThoughNoServerAnswersForLong(EtcdClient etcd, Faults faults) {
        EtcdClient hasty = etcd.withTimeout(Duration.ofMillis(500));
        WorkQueue queue = Recipes.of(etcd).workQueue("w");
        queue.submit("a");
        try (Session session = Recipes.of(hasty).openSession(Duration.ofSeconds(30))) {
            Worker worker = session.worker("w", 1);
            claimAndCancel(queue, worker, faults);
            LiveFault down = faults.add(Fault.unavailable().on("Txn").onKeys("w/item/-"));
            await().during(Duration.ofMillis(1500)).until(() -> queue.claimed() == 1);
            down.close();
            await().until(() -> queue.claimed() == 0);
            assertThat(worker.take().attempt()).isEqualTo(1);
        }
    }

    @Test
    void aCancelledSubmitLeavesWhatIsClaimedAlready(EtcdClient etcd, Faults faults) {
        WorkQueue queue = Recipes.of(etcd).workQueue("w");
        try (Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(30))) {
            CompletableFuture<WorkItem> taken = session.worker("w", 3).takeAsync();
            faults.add(Fault.slowInRealTime(Duration.ofMillis(500))
                    .on("Txn")
                    .onKeys("w/tail")
                    .times(1));
            CompletableFuture<List<String>> submitted = queue.submitAllAsync(List.of(Bytes.of("a"), Bytes.of("b")));
            WorkItem item = taken.join();
            assertThat(submitted.cancel(true)).isTrue();
            LiveFault undo =
                    faults.add(Fault.slowInRealTime(Duration.ZERO).on("Txn").onKeys("w/item/"));
            await().until(() -> undo.struck() > 0);
            await().during(Duration.ofMillis(300)).until(() -> queue.size() == 2);
            // All or none of them were submitted.
            assertThat(item.release()).isTrue();
            assertThat(session.worker("w", 3).take().attempt()).isEqualTo(2);
        }
    }

    @Test
    void aCancelledSubmitIsTakenBackThoughNoServerAnswersForLong(EtcdClient etcd, Faults faults) {
        WorkQueue queue = Recipes.of(etcd).workQueue("w");
        LiveFault late = faults.add(Fault.slowInRealTime(Duration.ofMillis(300))
                .on("Txn")
                .onKeys("w/tail")
                .times(1));
        CompletableFuture<String> submitted = Recipes.of(etcd.withTimeout(Duration.ofMillis(500)))
                .workQueue("w")
                .submitAsync("a");
        await().pollInterval(Duration.ofMillis(5)).until(() -> late.struck() == 1);
        LiveFault down = faults.add(Fault.unavailable().on("Txn").onKeys("w/item/"));
        assertThat(submitted.cancel(true)).isTrue();
        await().during(Duration.ofMillis(1500)).until(() -> queue.size() == 1);
        down.close();
        await().until(() -> queue.size() == 0);
    }

    @Test
    void aReleaseWhoseReplyIsLostIsSaidToBeOneThoughTheNextHasTheItem(EtcdClient etcd, Faults faults) {
        String id = Recipes.of(etcd).workQueue("w").submit("a");
        try (Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(30))) {
            WorkItem item = session.worker("w", 3).take();
            LiveFault lost =
                    faults.add(Fault.replyLost().on("Txn").onKeys("w/claim/").times(1));
            LiveFault again = faults.add(Fault.unavailable().on("Txn").onKeys("w/claim/"));
            CompletableFuture<Boolean> released = item.releaseAsync();
            await().until(() -> lost.struck() == 1 && again.struck() > 0);
            // As another worker changes it.
            etcd.kv().put("w/claim/" + id, "another");
            etcd.kv().put("w/item/" + id, "a");
            again.close();
            assertThat(released.join()).isTrue();
        }
    }
}
