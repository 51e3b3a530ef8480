package dev.tercet.testkit.junit;

import static dev.tercet.testkit.junit.Runs.runInParallel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests of a class that run at the same time. */
class ParallelTest {
    @Test
    void eachMayHaveAnEtcdOfItsOwn() {
        Apart.SERVERS.clear();
        Set<String> before = new OwnThreads().unexcused();
        assertThat(runInParallel(Apart.class)).isEmpty();
        assertThat(Apart.SERVERS).hasSize(4);
        await().untilAsserted(() -> assertThat(new OwnThreads().unexcused()).isSubsetOf(before));
    }

    @EtcdTest(scope = EtcdTest.Scope.PER_METHOD, failOnLeaks = false)
    static class Apart {
        private static final Set<EmbeddedEtcd> SERVERS = ConcurrentHashMap.newKeySet();
        private static final CyclicBarrier ALL_AT_ONCE = new CyclicBarrier(4);

        @RepeatedTest(4)
        void sees(EmbeddedEtcd server, EtcdClient etcd) throws Exception {
            SERVERS.add(server);
            ALL_AT_ONCE.await(10, TimeUnit.SECONDS);
            assertThat(etcd.kv().put("k", "v").revision()).isEqualTo(2);
        }
    }

    @RepeatedTest(10)
    void theSecondThatWantsTheSharedOneIsRefused() {
        Together.otherEnded = new CountDownLatch(1);
        Set<String> before = new OwnThreads().unexcused();
        assertThat(runInParallel(Together.class))
                .singleElement()
                .asString()
                .contains("Together", "run at the same time", "scope = PER_METHOD", "SAME_THREAD");
        // Had the two raced for the class's etcd, the loser's would be left.
        await().untilAsserted(() -> assertThat(new OwnThreads().unexcused()).isSubsetOf(before));
    }

    @ExtendWith(Ended.class)
    @EtcdTest
    static class Together {
        private static CountDownLatch otherEnded = new CountDownLatch(1);

        @RepeatedTest(2)
        void isNotDisturbed(EtcdClient etcd) throws InterruptedException {
            etcd.kv().put("k", "v");
            assertThat(otherEnded.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(etcd.kv().getString("k")).contains("v");
        }
    }

    /** Tells when a test has ended, as the refused one does before the other may go on. */
    static final class Ended implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) {
            Together.otherEnded.countDown();
        }
    }
}
