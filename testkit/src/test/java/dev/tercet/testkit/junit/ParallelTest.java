package dev.tercet.testkit.junit;

import static dev.tercet.testkit.junit.Runs.runInParallel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Tests of a class that may run at the same time. Whether they do is the pool's affair, and nothing here waits for it. */
class ParallelTest {
    @Test
    void eachMayHaveAnEtcdOfItsOwn() {
        Apart.SERVERS.clear();
        Set<String> before = new OwnThreads().unexcused();
        assertThat(runInParallel(Apart.class)).isEmpty();
        assertThat(Apart.SERVERS).hasSize(8);
        await().untilAsserted(() -> assertThat(new OwnThreads().unexcused()).isSubsetOf(before));
    }

    @EtcdTest(scope = EtcdTest.Scope.PER_METHOD, failOnLeaks = false)
    static class Apart {
        private static final Set<EmbeddedEtcd> SERVERS = ConcurrentHashMap.newKeySet();

        @RepeatedTest(8)
        void sees(EmbeddedEtcd server, EtcdClient etcd) {
            SERVERS.add(server);
            assertThat(etcd.kv().put("k", "v").revision()).isEqualTo(2);
        }
    }

    @Test
    void theSecondThatWantsTheSharedOneIsRefused() {
        ClassState ofClass = new ClassState(Together.class, Together.class.getAnnotation(EtcdTest.class));
        try {
            Backing lent = ofClass.lend();
            assertThatThrownBy(ofClass::lend)
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageContainingAll("Together", "run at the same time", "scope = PER_METHOD", "SAME_THREAD");
            ofClass.takeBack(lent);
            assertThat(ofClass.lend()).isSameAs(lent);
        } finally {
            ofClass.close();
        }
    }

    @RepeatedTest(10)
    void thereIsOneSharedEtcdWhoeverComesFirst() {
        Set<String> before = new OwnThreads().unexcused();
        // Those that did meet were refused, and that is all that may go wrong.
        assertThat(runInParallel(Together.class))
                .allSatisfy(failure -> assertThat(failure).hasMessageContaining("run at the same time"));
        // Had two raced for the class's etcd, the loser's would be left.
        await().untilAsserted(() -> assertThat(new OwnThreads().unexcused()).isSubsetOf(before));
    }

    @EtcdTest
    static class Together {
        @RepeatedTest(8)
        void isNotDisturbed(EtcdClient etcd) {
            assertThat(etcd.kv().put("k", "v").revision()).isEqualTo(2);
        }
    }
}
