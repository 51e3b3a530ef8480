package dev.tercet.testkit.junit;

import static dev.tercet.testkit.junit.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is there for all tests of a class. */
class LastingTest {
    @Test
    void whatWasMadeBeforeTheTestsIsNoneOfTheirLeaks() {
        assertThat(run(MadeBefore.class)).isEmpty();
    }

    @EtcdTest
    static class MadeBefore {
        private static Watch watch;
        private static EtcdClient own;
        private static ExecutorService pool;

        @BeforeAll
        static void before(EtcdClient etcd, EmbeddedEtcd server) {
            watch = etcd.watches().open(WatchRequest.prefix("k"), signal -> {});
            own = server.client();
            pool = Executors.newFixedThreadPool(4);
        }

        @RepeatedTest(3)
        void endsWhenTheWatchHasComeBack(EmbeddedEtcd server) throws Exception {
            own.async()
                    .kv()
                    .put("other", "v")
                    .thenApplyAsync(put -> put.revision(), pool)
                    .get();
            try (Watch also = own.watches().open(WatchRequest.prefix("j"), signal -> {})) {
                assertThat(also.isOpen()).isTrue();
                await().until(() -> server.usage().watches() == 2);
            }
        }

        @AfterAll
        static void after() {
            watch.close();
            own.close();
            pool.shutdown();
        }
    }

    @Test
    void whatATestStopsIsStartedAgain() {
        assertThat(run(Stopping.class)).isEmpty();
    }

    @EtcdTest(manualClock = true)
    static class Stopping {
        @EtcdTest
        private static EmbeddedEtcd lasting;

        @EtcdTest
        private static EtcdClient client;

        @RepeatedTest(3)
        void stops(EmbeddedEtcd server, EtcdClient etcd) {
            assertThat(lasting).isSameAs(server);
            etcd.kv().put("k", "v");
            assertThat(client.kv().getString("k")).contains("v");
            server.close();
        }
    }

    @Test
    void theFieldsOfAnInstanceThatLasts() {
        assertThat(run(OneInstance.class)).isEmpty();
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        @EtcdTest
        private EtcdClient etcd;

        private EtcdClient ofAll;

        @BeforeAll
        void before(EtcdClient given) {
            ofAll = given;
            assertThat(etcd).isSameAs(given);
        }

        @RepeatedTest(2)
        void hasItsOwn(EtcdClient given) {
            assertThat(etcd).isSameAs(given).isNotSameAs(ofAll);
        }

        @AfterAll
        void after() {
            assertThat(etcd).isSameAs(ofAll);
            etcd.kv().put("k", "v");
        }
    }
}
