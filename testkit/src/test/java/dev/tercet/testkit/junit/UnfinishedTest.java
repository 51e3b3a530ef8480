package dev.tercet.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.Events;

/** Tests that end before they have begun leave nothing behind. */
class UnfinishedTest {
    private static final String NOT_TO_BE_HAD = "2.99";

    @Test
    void anEtcdThatIsNotToBeHad() {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Events events = Runs.events(Skipped.class);
        assertThat(events.aborted().count() + events.failed().count()).isEqualTo(2);
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
    }

    @EtcdTest(backend = EtcdTest.Backend.REAL, version = NOT_TO_BE_HAD)
    static class Skipped {
        @RepeatedTest(2)
        void never(EtcdClient etcd) {}
    }

    @ParameterizedTest
    @ValueSource(classes = {Throwing.class, ThrowingWithItsOwn.class})
    void aConstructorThatThrows(Class<?> tests) {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Set<String> threads = new OwnThreads().unexcused();
        assertThat(Runs.run(tests))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).hasMessage("oh dear"));
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
        await().untilAsserted(() -> assertThat(new OwnThreads().unexcused()).isSubsetOf(threads));
    }

    @EtcdTest
    static class Throwing {
        Throwing(EtcdClient etcd) {
            etcd.kv().put("k", "v");
            throw new IllegalStateException("oh dear");
        }

        @RepeatedTest(2)
        void never() {}
    }

    @EtcdTest(scope = EtcdTest.Scope.PER_METHOD)
    static class ThrowingWithItsOwn {
        ThrowingWithItsOwn(EtcdClient etcd) {
            etcd.kv().put("k", "v");
            throw new IllegalStateException("oh dear");
        }

        @RepeatedTest(2)
        void never() {}
    }
}
