package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.testkit.junit.EtcdTest;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The snippets about testing, which are tests. Those with settings of their own are nested in nothing that has others. */
class TestingTest {
    @Nested
    @EtcdTest
    class ServicesTest {
        @Test
        void listsWhatIsRegistered(EtcdClient etcd) {
            etcd.kv().put("services/ann", "10.0.0.7:8080");
            assertThat(etcd.kv().get(Get.prefix("services/")).kvs()).hasSize(1);
        }
    }

    @Nested
    @EtcdTest(manualClock = true)
    class SessionTest {
        @Test
        void aSessionEndsAfterItsTime(EtcdClient etcd, EtcdClock clock) {
            long lease = etcd.leases().grant(Duration.ofSeconds(60)).id();
            etcd.kv().put(Put.of("session/ann", "here").withLease(lease));

            clock.advance(Duration.ofSeconds(59));
            assertThat(etcd.kv().get("session/ann")).isPresent();

            clock.advance(Duration.ofSeconds(1));
            assertThat(etcd.kv().get("session/ann")).isEmpty();
        }
    }

    @Nested
    @EtcdTest
    class FaultTest {
        @Test
        void aPutWhoseAnswerIsLostIsNotSentAgain(EtcdClient etcd, Faults faults) {
            faults.add(Fault.replyLost().on("Put").times(1));
            assertThatThrownBy(() -> etcd.kv().put("k", "v"))
                    .isInstanceOfSatisfying(
                            EtcdException.class,
                            lost -> assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN));
            assertThat(etcd.kv().get("k").orElseThrow().version()).isEqualTo(1);
        }

        @Test
        void theServerGoesAwayAndComesBackWithItsData(EmbeddedEtcd server, Faults faults) {
            try (EtcdClient etcd =
                    server.clientBuilder().timeout(Duration.ofMillis(500)).build()) {
                etcd.kv().put("k", "v");
                LiveFault down = faults.add(Fault.unavailable());
                faults.breakConnections();
                assertThatThrownBy(() -> etcd.kv().get("k")).isInstanceOf(EtcdException.class);
                down.close();
                assertThat(etcd.kv().getString("k")).contains("v");
            }
        }

        @Test
        void aWatchThatWasOvertakenStartsAnew(EtcdClient etcd, Faults faults) throws InterruptedException {
            BlockingQueue<WatchSignal> signals = new LinkedBlockingQueue<>();
            try (Watch watch = etcd.watches().open(WatchRequest.prefix("jobs/").resyncOnCompaction(), signals::add)) {
                faults.holdWatches();
                etcd.kv().put("jobs/7", "ann");
                etcd.kv().put("jobs/7", "bob");
                faults.compactUnderWatches();
                while (!(signals.take() instanceof WatchSignal.Resync)) {
                    assertThat(watch.isOpen()).isTrue();
                }
            }
        }
    }

    private static void show(String endpoint) {
        assertThat(endpoint).startsWith("http://127.0.0.1:");
    }

    @Test
    void withoutJUnit() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start();
                EtcdClient etcd = server.client()) {
            etcd.kv().put("greeting", "hello");
            show(server.endpoint()); // for any other client: gRPC, the JSON gateway, /version, /health, /metrics
        }
    }

    @Test
    void withAClockAndADeadline() {
        EtcdClock clock = new EtcdClock();
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().clock(clock).start();
                EtcdClient etcd =
                        server.clientBuilder().timeout(Duration.ofSeconds(2)).build()) {
            etcd.leases().grant(Duration.ofSeconds(60));
            clock.advance(Duration.ofSeconds(60));
            assertThat(etcd.leases().list()).isEmpty();
        }
    }
}
