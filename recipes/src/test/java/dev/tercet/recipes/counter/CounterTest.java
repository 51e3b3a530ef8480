package dev.tercet.recipes.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.CounterOverflowException;
import dev.tercet.recipes.error.UndecodableException;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@EtcdTest
class CounterTest {
    @Test
    void aChangeTakesOneRoundTripAndAReadBeforeTheFirst(EtcdClient etcd, Faults faults) {
        LiveFault reads = faults.add(Fault.slow(Duration.ZERO).on("Range"));
        LiveFault changes = faults.add(Fault.slow(Duration.ZERO).on("Txn"));
        Counter counter = Recipes.of(etcd).counter("visits");
        for (int i = 1; i <= 5; i++) {
            assertThat(counter.increment()).isEqualTo(i);
        }
        assertThat(reads.struck()).isEqualTo(1);
        assertThat(changes.struck()).isEqualTo(5);
        assertThat(etcd.kv().getString("visits/count")).contains("5");
    }

    @Test
    void aChangeWhoseReplyIsLostCountsOnce(EtcdClient etcd, Faults faults) {
        Counter counter = Recipes.of(etcd).counter("visits");
        counter.set(10);
        faults.add(Fault.replyLost().on("Txn").times(1));
        assertThat(counter.add(5)).isEqualTo(15);
        faults.add(Fault.requestLost().on("Txn").times(1));
        assertThat(counter.add(5)).isEqualTo(20);
        assertThat(counter.get()).isEqualTo(20);
        assertThat(etcd.kv().get("visits/count").map(KeyValue::version)).contains(3L);
    }

    @Test
    void aChangeWhoseReplyIsLostIsFoundThoughOthersHaveChangedItSince(EtcdClient etcd, Faults faults) {
        Counter counter = Recipes.of(etcd).counter("visits");
        Counter others = Recipes.of(etcd).counter("visits");
        counter.set(10);
        faults.add(Fault.replyLost().on("Txn").times(1));
        LiveFault held = faults.add(Fault.unavailable().on("Txn"));
        CompletableFuture<Long> sum = counter.addAsync(5);
        Awaitility.await().until(() -> held.struck() > 0);
        etcd.kv().put("visits/count", "100");
        held.close();
        others.add(1);
        assertThat(sum.join()).isEqualTo(15);
        assertThat(counter.get()).isEqualTo(101);
    }

    @Test
    void aRequestThatIsLostIsNotMistakenForTheSameChangeBySomebodyElse(EtcdClient etcd, Faults faults) {
        Counter counter = Recipes.of(etcd).counter("visits");
        counter.set(10);
        faults.add(Fault.requestLost().on("Txn").times(1));
        LiveFault held = faults.add(Fault.unavailable().on("Txn"));
        CompletableFuture<Long> sum = counter.addAsync(5);
        Awaitility.await().until(() -> held.struck() > 0);
        etcd.kv().put("visits/count", "15");
        etcd.kv().put("visits/writer", "somebody else");
        held.close();
        assertThat(sum.join()).isEqualTo(20);
        assertThat(counter.get()).isEqualTo(20);
    }

    @Test
    void whatIsCompactedBeforeItIsFoundIsSaidToBeUnknown(EtcdClient etcd, Faults faults) {
        Counter counter = Recipes.of(etcd).counter("visits");
        counter.set(10);
        faults.add(Fault.replyLost().on("Txn").times(1));
        LiveFault held = faults.add(Fault.unavailable().on("Txn"));
        CompletableFuture<Long> sum = counter.addAsync(5);
        Awaitility.await().until(() -> held.struck() > 0);
        etcd.kv().put("visits/count", "100");
        etcd.kv().put("visits/writer", "somebody");
        long now = etcd.kv().put("visits/writer", "somebody else").revision();
        etcd.kv().compact(Compaction.at(now));
        held.close();
        assertThatThrownBy(sum::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        EtcdException.class, lost -> assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN));
    }

    @Test
    void theSumIsExactThroughLostRepliesAndCuts(EtcdClient etcd, Faults faults) {
        long seed = 4711;
        Random random = new Random(seed);
        List<CompletableFuture<Long>> adds = new ArrayList<>();
        List<Counter> counters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            counters.add(Recipes.of(etcd).counter("visits"));
        }
        long certain = 0;
        AtomicInteger doubted = new AtomicInteger();
        for (int round = 0; round < 40; round++) {
            if (random.nextInt(3) == 0) {
                faults.add((random.nextBoolean() ? Fault.replyLost() : Fault.requestLost())
                        .on("Txn")
                        .after(random.nextInt(4))
                        .times(1 + random.nextInt(2)));
            }
            adds.clear();
            counters.forEach(counter -> adds.add(counter.addAsync(1)));
            if (random.nextInt(5) == 0) {
                faults.breakConnections();
            }
            for (CompletableFuture<Long> add : adds) {
                try {
                    add.join();
                    certain++;
                } catch (CompletionException e) {
                    assertThat(((EtcdException) e.getCause()).outcome()).isEqualTo(Outcome.UNKNOWN);
                    doubted.incrementAndGet();
                }
            }
        }
        faults.clear();
        assertThat(counters.get(0).get()).as("seed %d", seed).isBetween(certain, certain + doubted.get());
        assertThat(doubted.get()).as("seed %d", seed).isZero();
    }

    @Test
    void changesOfOneInstanceAreNotInEachOthersWay(EtcdClient etcd, Faults faults) {
        LiveFault changes = faults.add(Fault.slow(Duration.ZERO).on("Txn"));
        Counter counter = Recipes.of(etcd).counter("visits");
        List<CompletableFuture<Long>> adds = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            adds.add(counter.incrementAsync());
        }
        long highest = adds.stream().mapToLong(CompletableFuture::join).max().orElseThrow();
        assertThat(highest).isEqualTo(500);
        assertThat(changes.struck()).isEqualTo(500);
    }

    @Test
    void whoGivesUpWaitingLetsOthersPass(EtcdClient etcd, Faults faults) {
        Counter counter = Recipes.of(etcd).counter("visits");
        counter.set(1);
        LiveFault held = faults.add(Fault.unavailable().on("Txn"));
        CompletableFuture<Long> first = counter.addAsync(10);
        CompletableFuture<Long> second = counter.addAsync(100);
        CompletableFuture<Long> third = counter.addAsync(1000);
        second.cancel(true);
        first.cancel(true);
        held.close();
        // The second was never sent. Of the first, a try may be under way when it is cancelled.
        assertThat(third.join()).isIn(1001L, 1011L);
    }

    @Test
    void whatIsNoNumberIsSaidWithItsKey(EtcdClient etcd) {
        etcd.kv().put("visits/count", "many");
        Counter counter = Recipes.of(etcd).counter("visits");
        assertThatThrownBy(counter::get)
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.key()).isEqualTo(Bytes.of("visits/count")))
                .hasMessageContaining("\"visits/count\"");
        assertThatThrownBy(counter::increment).isInstanceOf(UndecodableException.class);
        counter.set(3);
        assertThat(counter.increment()).isEqualTo(4);
    }

    @Test
    void beyond64BitsIsRefused(EtcdClient etcd) {
        Counter counter = Recipes.of(etcd).counter("visits");
        counter.set(Long.MAX_VALUE);
        assertThatThrownBy(counter::increment).isInstanceOf(CounterOverflowException.class);
        assertThat(counter.get()).isEqualTo(Long.MAX_VALUE);
        counter.set(Long.MIN_VALUE);
        assertThatThrownBy(counter::decrement).isInstanceOf(CounterOverflowException.class);
    }

    @Test
    void whatIsKnownFromBeforeIsNoReasonToRefuse(EtcdClient etcd) {
        Counter counter = Recipes.of(etcd).counter("visits");
        counter.set(Long.MAX_VALUE);
        etcd.kv().put("visits/count", "1");
        assertThat(counter.increment()).isEqualTo(2);
        etcd.kv().put("visits/count", "7");
        assertThat(counter.compareAndSet(2, 3)).isFalse();
        assertThat(counter.compareAndSet(7, 8)).isTrue();
    }

    @Test
    void badNamesAreRefused(EtcdClient etcd) {
        assertThatThrownBy(() -> Recipes.of(etcd).counter("")).isInstanceOf(IllegalArgumentException.class);
    }
}
