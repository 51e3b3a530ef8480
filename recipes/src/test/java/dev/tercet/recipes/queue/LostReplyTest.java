package dev.tercet.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Queues where requests or replies are lost: nothing is lost or doubled for it. */
@EtcdTest
class LostReplyTest {
    private static List<String> drained(FifoQueue queue) {
        List<String> items = new ArrayList<>();
        for (var item = queue.poll(); item.isPresent(); item = queue.poll()) {
            items.add(item.get().utf8());
        }
        return items;
    }

    @Test
    void aPutWhoseReplyIsLostIsThereOnce(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        queue.put("a");
        LiveFault lost = faults.add(Fault.replyLost().on("Txn").times(1));
        queue.put("b");
        assertThat(lost.struck()).isEqualTo(1);
        queue.put("c");
        assertThat(drained(queue)).containsExactly("a", "b", "c");
    }

    @Test
    void aPutWhoseRequestIsLostIsThereOnce(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        queue.put("a");
        faults.add(Fault.requestLost().on("Txn").times(1));
        queue.put("b");
        queue.put("c");
        assertThat(drained(queue)).containsExactly("a", "b", "c");
    }

    @Test
    void aPutWhoseReplyIsLostIsNotRepeatedThoughItWasTaken(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        FifoQueue others = Recipes.of(etcd).fifoQueue("q");
        CompletableFuture<Bytes> taken = others.takeAsync();
        faults.add(Fault.replyLost().on("Txn").onKeys("q/item/").times(1));
        faults.add(Fault.slowInRealTime(Duration.ofMillis(200)).on("LeaseGrant"));
        CompletableFuture<Void> put = queue.putAsync("a");
        assertThat(taken.join().utf8()).isEqualTo("a");
        others.put("b");
        put.join();
        assertThat(drained(queue)).containsExactly("b");
    }

    @Test
    void aTakeWhoseReplyIsLostHasItsItem(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        queue.putAll(List.of(Bytes.of("a"), Bytes.of("b"), Bytes.of("c")));
        assertThat(queue.take().utf8()).isEqualTo("a");
        faults.add(Fault.replyLost().on("Txn").times(1));
        assertThat(queue.take().utf8()).isEqualTo("b");
        assertThat(drained(queue)).containsExactly("c");
    }

    @Test
    void aTakeWhoseReplyIsLostHasItsItemThoughOthersTookSince(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        FifoQueue others = Recipes.of(etcd).fifoQueue("q");
        queue.putAll(List.of(Bytes.of("a"), Bytes.of("b"), Bytes.of("c"), Bytes.of("d")));
        assertThat(queue.take().utf8()).isEqualTo("a");
        faults.add(Fault.replyLost().on("Txn").times(1));
        faults.add(Fault.slowInRealTime(Duration.ofMillis(200)).on("LeaseGrant"));
        CompletableFuture<Bytes> taken = queue.takeAsync();
        await().until(() -> others.size() == 2);
        assertThat(others.take().utf8()).isEqualTo("c");
        assertThat(taken.join().utf8()).isEqualTo("b");
        assertThat(drained(queue)).containsExactly("d");
    }

    @Test
    void aTakeWhoseRequestIsLostIsMadeAgain(EtcdClient etcd, Faults faults) {
        PriorityQueue queue = Recipes.of(etcd).priorityQueue("q");
        queue.put(2, "b");
        queue.put(1, "a");
        assertThat(queue.take().utf8()).isEqualTo("a");
        faults.add(Fault.requestLost().on("Txn").times(1));
        assertThat(queue.take().utf8()).isEqualTo("b");
        assertThat(queue.size()).isZero();
    }

    @Test
    void whatCannotBeFoundOutIsSaidToBeUnknown(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd.withTimeout(Duration.ofMillis(500))).fifoQueue("q");
        queue.put("a");
        faults.add(Fault.replyLost().on("Txn").times(1));
        faults.add(Fault.unavailable().on("LeaseGrant"));
        assertThatThrownBy(() -> queue.put("b"))
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
    }

    @Test
    void aClaimWhoseReplyIsLostIsOurs(EtcdClient etcd, Faults faults) {
        WorkQueue queue = Recipes.of(etcd).workQueue("w");
        queue.submitAll(List.of(Bytes.of("a"), Bytes.of("b"), Bytes.of("c")));
        try (Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(30))) {
            Worker worker = session.worker("w", 3);
            assertThat(worker.take().text()).isEqualTo("a");
            faults.add(Fault.replyLost().on("Txn").times(1));
            WorkItem second = worker.take();
            assertThat(second.text()).isEqualTo("b");
            assertThat(second.attempt()).isEqualTo(1);
            assertThat(queue.claimed()).isEqualTo(2);
            faults.add(Fault.replyLost().on("Txn").times(1));
            assertThat(second.complete()).isTrue();
            assertThat(second.complete()).isFalse();
            assertThat(queue.size()).isEqualTo(2);
        }
    }

    @Test
    void aCancelledTakePutsBackWhatItHas(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        queue.putAll(List.of(Bytes.of("a"), Bytes.of("b")));
        assertThat(queue.take().utf8()).isEqualTo("a");
        // Takes the item, and knows only later that it did.
        faults.add(Fault.slowInRealTime(Duration.ofMillis(300)).on("LeaseGrant"));
        LiveFault lost = faults.add(Fault.replyLost().on("Txn").times(1));
        CompletableFuture<Bytes> taken = queue.takeAsync();
        await().pollInterval(Duration.ofMillis(5)).until(() -> lost.struck() == 1);
        assertThat(taken.cancel(true)).isTrue();
        await().untilAsserted(() -> assertThat(queue.peek()).contains(Bytes.of("b")));
        queue.put("c");
        assertThat(drained(Recipes.of(etcd).fifoQueue("q"))).containsExactly("b", "c");
    }

    @Test
    void whatIsTooMuchForOneRequestIsPutBackInSeveral(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        for (int i = 0; i <= 20; i++) {
            queue.put(Bytes.wrap(new byte[200 << 10]));
        }
        queue.take();
        faults.add(Fault.slowInRealTime(Duration.ofMillis(300)).on("LeaseGrant"));
        // The first call is for who asks first, the second for all others.
        LiveFault lost = faults.add(Fault.replyLost().on("Txn").after(1).times(1));
        List<CompletableFuture<Bytes>> takes =
                Stream.generate(queue::takeAsync).limit(20).toList();
        await().pollInterval(Duration.ofMillis(5)).until(() -> lost.struck() == 1);
        long cancelled = takes.stream().filter(take -> take.cancel(true)).count();
        assertThat(cancelled).isGreaterThan(10);
        await().untilAsserted(() -> assertThat(queue.size()).isEqualTo(cancelled));
    }

    @Test
    void aHistoryThatDoesNotComeIsNotWaitedForLongerThanACallMayTake(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd.withTimeout(Duration.ofSeconds(1))).fifoQueue("q");
        queue.put("a");
        faults.add(Fault.silent().on("Watch"));
        LiveFault lost = faults.add(Fault.replyLost().on("Txn").times(1));
        faults.add(Fault.slowInRealTime(Duration.ofMillis(300)).on("LeaseGrant"));
        CompletableFuture<Void> put = queue.putAsync("b");
        await().pollInterval(Duration.ofMillis(5)).until(() -> lost.struck() == 1);
        Recipes.of(etcd).fifoQueue("q").put("c");
        assertThatThrownBy(() -> put.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
    }
}
