package dev.tercet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.junit.EtcdTest;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The extension under the JUnit of this module, which is newer than the one that it is compiled against and tested with in its own,
 * and with real servers, which need a transport.
 */
class EtcdTestTest {
    private static List<Throwable> run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .allEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    @Test
    void embedded() {
        assertThat(run(OnEmbedded.class)).isEmpty();
    }

    @EtcdTest(manualClock = true, listen = true)
    static class OnEmbedded {
        @EtcdTest(manualClock = true, listen = true)
        private static EmbeddedEtcd server;

        @EtcdTest(manualClock = true, listen = true)
        private EtcdClock clock;

        @RepeatedTest(2)
        void cleanEachTime(EtcdClient etcd) {
            long lease = etcd.leases().grant(Duration.ofMinutes(1)).id();
            assertThat(etcd.kv().put(Put.of("k", "v").withLease(lease)).revision())
                    .isEqualTo(2);
            try (EtcdClient other = EtcdClient.connect(server.endpoint())) {
                assertThat(other.kv().getString("k")).contains("v");
            }
            clock.advance(Duration.ofMinutes(1));
            assertThat(etcd.kv().get("k")).isEmpty();
        }
    }

    @Test
    void real() {
        assertThat(run(OnReal.class)).isEmpty();
    }

    @EtcdTest(backend = EtcdTest.Backend.REAL, tls = true)
    static class OnReal {
        @RepeatedTest(3)
        void cleanEachTime(RealEtcd server, EtcdClient etcd) {
            assertThat(etcd.kv().get(Get.all()).kvs()).isEmpty();
            assertThat(etcd.leases().list()).isEmpty();
            etcd.kv()
                    .put(Put.of("k", "v")
                            .withLease(
                                    etcd.leases().grant(Duration.ofMinutes(1)).id()));
            assertThat(server.etcdctl("get", "k", "--print-value-only").orThrow())
                    .startsWith("v");
        }
    }

    @Test
    void realWithUsersWhosePasswordsNobodyKnows() {
        assertThat(run(LockedUp.class)).isEmpty();
    }

    @EtcdTest(backend = EtcdTest.Backend.REAL)
    static class LockedUp {
        @RepeatedTest(2)
        void everyoneMayBegin(RealEtcd server, EtcdClient etcd) {
            etcd.kv().put("k", "v");
            server.enableAuth("known to this test alone");
        }
    }

    @Test
    void aWatchLeftAtARealOneIsTold() {
        assertThat(run(OpenWatch.class)).singleElement().asString().contains("1 watch open at the server");
    }

    @EtcdTest(backend = EtcdTest.Backend.REAL)
    static class OpenWatch {
        @Test
        void opens(EtcdClient etcd) {
            etcd.watches().open(WatchRequest.prefix("k"), signal -> {});
        }
    }
}
