package dev.tercet.recipes.stm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.ConflictException;
import dev.tercet.testkit.junit.EtcdTest;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@EtcdTest
class StmTest {
    private static final Bytes A = Bytes.of("a");
    private static final Bytes B = Bytes.of("b");

    @Test
    void aBodySeesItsOwnWritesAndNobodySeesThemBeforeTheCommit(EtcdClient etcd) {
        etcd.kv().put("a", "1");
        Recipes.of(etcd).stm().run(tx -> {
            tx.put("a", "2");
            tx.delete("b");
            tx.put(Bytes.of("c"), Bytes.of("3"), 0);
            assertThat(tx.getString("a")).contains("2");
            assertThat(tx.get(B)).isEmpty();
            assertThat(tx.getAll(List.of(B, A, Bytes.of("c"), Bytes.of("d"))))
                    .containsExactly(Map.entry(A, Bytes.of("2")), Map.entry(Bytes.of("c"), Bytes.of("3")));
            assertThat(tx.revision(A)).isEqualTo(2);
            assertThat(tx.revision(B)).isZero();
            assertThat(etcd.kv().getString("a")).contains("1");
            return null;
        });
        assertThat(etcd.kv().getString("a")).contains("2");
    }

    @Test
    void aReadAndAWriteTakeTwoRoundTrips(EtcdClient etcd, Faults faults) {
        LiveFault calls = faults.add(Fault.slow(Duration.ZERO));
        Recipes.of(etcd).stm().run(tx -> {
            tx.getAll(List.of(A, B));
            tx.get(A);
            tx.put("a", "1");
            return null;
        });
        assertThat(calls.struck()).isEqualTo(2);
    }

    @Test
    void afterAConflictWhatWasReadComesWithTheRefusal(EtcdClient etcd, Faults faults) {
        LiveFault txns = faults.add(Fault.slow(Duration.ZERO).on("Txn"));
        AtomicInteger runs = new AtomicInteger();
        long revision = Recipes.of(etcd).stm().run(tx -> {
            long seen = tx.revision(A);
            if (runs.incrementAndGet() == 1) {
                etcd.kv().put("a", "other");
            }
            assertThat(tx.attempt()).isEqualTo(runs.get());
            tx.put("b", "mine");
            return seen;
        });
        assertThat(runs).hasValue(2);
        assertThat(revision).isEqualTo(2);
        assertThat(txns.struck()).isEqualTo(3);
    }

    @Test
    void aBodyThatThrowsHasNothingSent(EtcdClient etcd, Faults faults) {
        LiveFault txns = faults.add(Fault.slow(Duration.ZERO).on("Txn"));
        Stm stm = Recipes.of(etcd).stm();
        assertThatThrownBy(() -> stm.run(tx -> {
                    tx.put("a", "1");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> stm.runStages(tx -> {
                            tx.put("a", "1");
                            throw new IllegalStateException("no");
                        })
                        .join())
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(txns.struck()).isZero();
    }

    @Test
    void aTransactionWhoseBodyHasEndedIsOver(EtcdClient etcd) {
        StmTransaction[] kept = new StmTransaction[1];
        Recipes.of(etcd).stm().run(tx -> {
            kept[0] = tx;
            tx.put("a", "1");
            return null;
        });
        assertThatThrownBy(() -> kept[0].get(A)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept[0].put("a", "2")).isInstanceOf(IllegalStateException.class);
        assertThat(kept[0].commitRevision()).isEqualTo(2);
    }

    @Test
    void noMoreThanSoManyAttempts(EtcdClient etcd) {
        Stm stm = Recipes.of(etcd).stm().withMaxAttempts(3);
        assertThatThrownBy(() -> stm.run(tx -> disturbed(etcd, tx)))
                .isInstanceOfSatisfying(ConflictException.class, e -> {
                    assertThat(e.attempts()).isEqualTo(3);
                    assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                });
        assertThat(etcd.kv().get("b")).isEmpty();
    }

    @Test
    void noLongerThanItsTime(EtcdClient etcd) {
        Stm stm = Recipes.of(etcd).stm().withTimeout(Duration.ofMillis(300));
        assertThatThrownBy(() -> stm.run(tx -> disturbed(etcd, tx)))
                .isInstanceOfSatisfying(
                        EtcdTimeoutException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED));
        assertThat(etcd.kv().get("b")).isEmpty();
    }

    private static Object disturbed(EtcdClient etcd, StmTransaction tx) {
        tx.get(A);
        etcd.kv().put("a", "other");
        tx.put("b", "mine");
        return "";
    }

    @Test
    void aCompactionUnderABodyRunsItAgain(EtcdClient etcd) {
        etcd.kv().put("a", "1");
        AtomicInteger runs = new AtomicInteger();
        assertThat(Recipes.of(etcd).stm().<String>run(tx -> {
                    tx.get(A);
                    if (runs.incrementAndGet() == 1) {
                        etcd.kv().compact(Compaction.at(etcd.kv().put("b", "2").revision()));
                    }
                    return tx.getString("b").orElseThrow();
                }))
                .isEqualTo("2");
        assertThat(runs).hasValue(2);
    }

    @Test
    void aLostReplyIsSettledByTheMark(EtcdClient etcd, Faults faults) {
        Stm stm = Recipes.of(etcd).stm().withMarkAt("mark");
        for (Fault fault : List.of(Fault.replyLost(), Fault.requestLost())) {
            faults.add(fault.on("Txn").after(1).times(1));
            long revision = stm.run(tx -> {
                        increment(tx);
                        return tx;
                    })
                    .commitRevision();
            assertThat(etcd.kv().get("a").map(KeyValue::modRevision)).contains(revision);
        }
        assertThat(etcd.kv().getString("a")).contains("2");
    }

    @Test
    void withoutAMarkALostReplyIsUnknownAndALostRequestIsNot(EtcdClient etcd, Faults faults) {
        Stm stm = Recipes.of(etcd).stm();
        faults.add(Fault.requestLost().on("Txn").after(1).times(1));
        stm.run(StmTest::increment);
        assertThat(etcd.kv().getString("a")).contains("1");
        faults.add(Fault.replyLost().on("Txn").after(1).times(1));
        assertThatThrownBy(() -> stm.run(StmTest::increment))
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(etcd.kv().getString("a")).contains("2");
    }

    @Test
    void blindWritesBelowTheDefaultAreNeverSentTwice(EtcdClient etcd, Faults faults) {
        LiveFault txns = faults.add(Fault.replyLost().on("Txn").after(1).times(1));
        Stm stm = Recipes.of(etcd).stm().withIsolation(Isolation.SERIALIZABLE).withMarkAt("mark");
        assertThatThrownBy(() -> stm.run(tx -> {
                    tx.get(A);
                    tx.put("b", "1");
                    return null;
                }))
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(txns.struck()).isEqualTo(1);
        assertThat(etcd.kv().get("b").map(KeyValue::version)).contains(1L);
    }

    @Test
    void whoIsCancelledGivesItsReadsUp(EtcdClient etcd, Faults faults) {
        LiveFault silent = faults.add(Fault.silent().on("Txn"));
        CompletableFuture<Long> staged = Recipes.of(etcd).stm().runStages(tx -> tx.revisionAsync(A));
        CompletableFuture<Long> blocking = Recipes.of(etcd).stm().runAsync(tx -> tx.revision(A));
        Awaitility.await().until(() -> silent.struck() == 2);
        staged.cancel(true);
        blocking.cancel(true);
        assertThatThrownBy(staged::join).isInstanceOf(CancellationException.class);
        assertThatThrownBy(blocking::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void tooManyKeysAreTheServersToRefuse(EtcdClient etcd) {
        assertThatThrownBy(() -> Recipes.of(etcd).stm().run(tx -> {
                    for (int i = 0; i < 200; i++) {
                        tx.put("k" + i, "v");
                    }
                    return null;
                }))
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_OPERATIONS));
    }

    @Test
    void incrementsThroughFaultsSumUpExactly(EtcdClient etcd, Faults faults) {
        Stm stm = Recipes.of(etcd).stm().withMarkAt("mark").withTimeout(Duration.ofSeconds(30));
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            faults.add((round % 2 == 0 ? Fault.replyLost() : Fault.requestLost())
                    .on("Txn")
                    .after(round % 5)
                    .times(1));
            for (int i = 0; i < 4; i++) {
                all.add(stm.runAsync(StmTest::increment));
            }
            if (round % 7 == 0) {
                faults.breakConnections();
            }
            all.forEach(StmTest::joined);
        }
        assertThat(etcd.kv().getString("a")).contains(Integer.toString(all.size()));
    }

    private static void joined(CompletableFuture<?> run) {
        try {
            run.join();
        } catch (CompletionException e) {
            throw new AssertionError(e.getCause().getMessage(), e);
        }
    }

    private static Object increment(StmTransaction tx) {
        long now = tx.getString("a").map(Long::parseLong).orElse(0L);
        tx.put("a", Long.toString(now + 1));
        return now;
    }

    @Test
    void aKeyThatOthersDeletedBeforeTheCommitIsSentAgainIsNotMadeTwice(EtcdClient etcd, Faults faults) {
        AtomicInteger made = new AtomicInteger();
        Watch worker = etcd.watches().open(WatchRequest.of("a"), signal -> {
            if (signal instanceof WatchSignal.Change change
                    && change.events().stream().anyMatch(WatchEvent::isPut)) {
                made.incrementAndGet();
                etcd.async().kv().delete("a");
            }
        });
        faults.add(Fault.replyLost().on("Txn").after(1).times(1));
        // Its second time comes when the worker is done with the first.
        faults.add(Fault.slowInRealTime(Duration.ofMillis(200)).on("Txn").after(2));
        try (worker) {
            Recipes.of(etcd).stm().withMarkAt("mark").run(StmTest::increment);
            Awaitility.await().until(() -> etcd.kv().get("a").isEmpty());
            assertThat(made).hasValue(1);
        }
    }

    @Test
    void aLostReplyOfWhoWritesWhatWasThereIsNoDoubt(EtcdClient etcd, Faults faults) {
        etcd.kv().put("a", "1");
        etcd.kv().put("b", "1");
        AtomicInteger runs = new AtomicInteger();
        Recipes.of(etcd).stm().run(tx -> {
            tx.get(A);
            tx.put("b", "1");
            if (runs.incrementAndGet() == 1) {
                etcd.kv().put("a", "2");
                faults.add(Fault.requestLost().on("Txn").times(1));
            }
            return null;
        });
        assertThat(runs).hasValue(2);
    }
}
