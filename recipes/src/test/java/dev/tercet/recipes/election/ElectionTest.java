package dev.tercet.recipes.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EtcdTest
class ElectionTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final EtcdClient etcd;
    private final Recipes recipes;
    private final BlockingQueue<LeaderSignal> signals = new LinkedBlockingQueue<>();
    private Session ann;
    private Session bob;

    ElectionTest(EtcdClient etcd) {
        this.etcd = etcd;
        this.recipes = Recipes.of(etcd);
    }

    @BeforeEach
    void open() {
        ann = recipes.openSession(Duration.ofSeconds(10));
        bob = recipes.openSession(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    private static String value(LeaderSignal signal) {
        if (signal instanceof LeaderSignal.Leads leads) {
            return "leads " + leads.leader().value().utf8();
        } else if (signal instanceof LeaderSignal.Proclaimed proclaimed) {
            return "proclaims " + proclaimed.leader().value().utf8();
        }
        return "vacant";
    }

    private String heard() throws InterruptedException {
        LeaderSignal signal = signals.poll(5, TimeUnit.SECONDS);
        return signal == null ? "nothing" : value(signal);
    }

    @Test
    void campaigningAgainProclaimsTheNewValue() {
        Leadership first = ann.election("e").campaign("a");
        Leadership second = ann.election("e").campaign("b");
        assertThat(second.revision()).isEqualTo(first.revision());
        assertThat(etcd.kv().getString(first.key().utf8())).contains("b");
        first.proclaim("c");
        // A value that the key once had, and no longer has.
        Leadership third = ann.election("e").campaign("a");
        assertThat(etcd.kv().getString(first.key().utf8())).contains("a");
        assertThat(second.resign()).isTrue();
        assertThat(third.resign()).isTrue();
        assertThat(first.isHeld()).isTrue();
        assertThat(first.resign()).isTrue();
        assertThat(first.resign()).isFalse();
        assertThat(etcd.kv().get(Get.prefix("e/"))).isEmpty();
    }

    @Test
    void aProclamationIsForgottenWithTheLeadershipThatItWasOf(Faults faults) {
        Leadership first = ann.election("e").campaign("a");
        first.proclaim("b");
        first.resign();
        LiveFault counted = faults.add(Fault.slowInRealTime(Duration.ofNanos(1)).on("Txn"));
        Leadership second = ann.election("e").campaign("a");
        assertThat(counted.struck()).isEqualTo(1);
        second.resign();
    }

    @Test
    void aCampaignThatIsCancelledWhileItProclaimsLeavesNoCandidate(Faults faults) {
        Leadership first = ann.election("e").campaign("a");
        LiveFault silent = faults.add(Fault.silent().on("Txn"));
        CompletableFuture<Leadership> second = ann.election("e").campaignAsync(Bytes.of("b"));
        Awaitility.await().until(() -> silent.struck() == 1);
        second.cancel(true);
        silent.close();
        assertThat(first.isHeld()).isTrue();
        assertThat(first.resign()).isTrue();
        Awaitility.await()
                .untilAsserted(() -> assertThat(etcd.kv().get(Get.prefix("e/"))).isEmpty());
    }

    @Test
    void campaignsThatEndOtherwiseLeaveNoCandidate() {
        Leadership leading = ann.election("e").campaign("a");
        assertThatThrownBy(() -> bob.election("e").campaign("b", Duration.ofMillis(50)))
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessageContaining("election");
        CompletableFuture<Leadership> cancelled = bob.election("e").campaignAsync(Bytes.of("b"));
        Awaitility.await().until(() -> recipes.election("e").candidates().size() == 2);
        cancelled.cancel(true);
        assertThat(bob.election("e").tryCampaign("b")).isEmpty();
        Awaitility.await().until(() -> recipes.election("e").candidates().size() == 1);
        leading.close();
        assertThat(recipes.election("e").leader()).isEmpty();
    }

    @Test
    void theLossOfTheKeyIsToldAndNothingIsProclaimedAfterIt() {
        Leadership leading = ann.election("e").campaign("a");
        CompletableFuture<EtcdException> lost = leading.lost();
        etcd.kv().delete(leading.key());
        assertThat(lost).succeedsWithin(SOON).isInstanceOf(PlaceRemovedException.class);
        assertThat(leading.isHeld()).isFalse();
        assertThatThrownBy(() -> leading.proclaim("b"))
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ELECTED));
        assertThat(leading.resign()).isFalse();
        assertThat(etcd.kv()
                        .txn(Txn.when(leading.isLeader()).then(Put.of("k", "v")))
                        .succeeded())
                .isFalse();
    }

    @Test
    void anObserverHearsEveryLeaderEachProclamationAndThatNobodyLeads() throws InterruptedException {
        try (LeaderObservation observation = recipes.election("e").observe(signals::add)) {
            assertThat(heard()).isEqualTo("vacant");
            Leadership first = ann.election("e").campaign("a");
            assertThat(heard()).isEqualTo("leads a");
            CompletableFuture<Leadership> waiting = bob.election("e").campaignAsync(Bytes.of("b"));
            Awaitility.await().until(() -> recipes.election("e").candidates().size() == 2);
            first.proclaim("a2");
            assertThat(heard()).isEqualTo("proclaims a2");
            first.resign();
            assertThat(heard()).isEqualTo("leads b");
            waiting.join().resign();
            assertThat(heard()).isEqualTo("vacant");
            assertThat(observation.ended()).isNotDone();
            assertThatThrownBy(observation::iterator).isInstanceOf(IllegalStateException.class);
        }
        assertThat(signals).isEmpty();
    }

    @Test
    void anObserverThatWasOvertakenHearsWhatCameOfIt(Faults faults) throws InterruptedException {
        Leadership first = ann.election("e").campaign("a");
        CompletableFuture<Leadership> second = bob.election("e").campaignAsync(Bytes.of("b"));
        Awaitility.await().until(() -> recipes.election("e").candidates().size() == 2);
        try (LeaderObservation observation = bob.election("e").observe(signals::add)) {
            assertThat(heard()).isEqualTo("leads a");
            faults.breakConnections();
            first.resign();
            assertThat(heard()).isEqualTo("leads b");
            second.join().proclaim("b2");
            assertThat(heard()).isEqualTo("proclaims b2");
            assertThat(observation.ended()).isNotDone();
        }
    }

    @Test
    void anObservationIsReadInALoopUntilItIsClosed() {
        LeaderObservation observation = recipes.election("e").observe();
        Iterator<LeaderSignal> iterator = observation.iterator();
        assertThat(value(iterator.next())).isEqualTo("vacant");
        Leadership first = ann.election("e").campaign("a");
        assertThat(value(iterator.next())).isEqualTo("leads a");
        first.resign();
        assertThat(value(iterator.next())).isEqualTo("vacant");
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(iterator::hasNext);
        observation.close();
        observation.close();
        assertThat(more).succeedsWithin(SOON).isEqualTo(false);
        assertThat(observation.ended()).succeedsWithin(SOON);
        assertThat(recipes.election("e").observe().ended()).isNotDone();
    }

    @Test
    void aListenerThatThrowsEndsItsObservation() {
        LeaderObservation observation = recipes.election("e").observe(signal -> {
            throw new IllegalStateException("thrown by a test");
        });
        assertThat(observation.ended())
                .failsWithin(SOON)
                .withThrowableThat()
                .satisfies(failure ->
                        assertThat(((EtcdException) failure.getCause()).code()).isEqualTo(ErrorCode.CALLER));
        observation.close();
    }

    @Test
    void anEmptyNameIsAMistake() {
        assertThatThrownBy(() -> ann.election("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recipes.election(Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.election("e").campaign("a", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("atMost");
    }
}
