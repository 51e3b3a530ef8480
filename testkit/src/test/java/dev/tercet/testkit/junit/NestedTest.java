package dev.tercet.testkit.junit;

import static dev.tercet.testkit.junit.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which etcd a class has that is nested in another. */
class NestedTest {
    @Test
    void siblingsInAClassThatWantsNothingHaveTheirOwn() {
        assertThat(run(Siblings.class)).isEmpty();
    }

    static class Siblings {
        @Nested
        @EtcdTest(version = "3.5.30")
        class Older {
            @Test
            void reportsWhatItSays(EtcdClient etcd) {
                assertThat(etcd.maintenance().status().version()).isEqualTo("3.5.30");
            }
        }

        @Nested
        @EtcdTest(version = "3.6.1", manualClock = true)
        class Newer {
            @Test
            void reportsWhatItSays(EtcdClient etcd, EtcdClock clock) {
                assertThat(etcd.maintenance().status().version()).isEqualTo("3.6.1");
            }
        }
    }

    @Test
    void allWithinAClassThatWantsOneShareIt() {
        Around.SERVERS.clear();
        assertThat(run(Around.class)).isEmpty();
        assertThat(Around.SERVERS).hasSize(1);
    }

    @EtcdTest
    static class Around {
        private static final Set<EmbeddedEtcd> SERVERS = new HashSet<>();

        @Test
        void itsOwn(EmbeddedEtcd server) {
            SERVERS.add(server);
        }

        @Nested
        class Silent {
            @Test
            void inherited(EmbeddedEtcd server) {
                SERVERS.add(server);
            }

            @Nested
            @EtcdTest
            class SaysTheSame {
                @Test
                void inherited(EmbeddedEtcd server) {
                    SERVERS.add(server);
                }
            }
        }
    }

    @Test
    void otherSettingsThanAroundAreRefused() {
        assertThat(run(Contradicted.class))
                .singleElement()
                .asString()
                .contains("Contradicted$Other", "wants different ones", "3.6.1");
    }

    @EtcdTest
    static class Contradicted {
        @Test
        void runs(EtcdClient etcd) {
            assertThat(etcd.kv().get("k")).isEmpty();
        }

        @Nested
        @EtcdTest(version = "3.6.1")
        class Other {
            @Test
            void never(EtcdClient etcd) {}
        }
    }

    @Test
    void anAnnotationOfOnesOwnWillDo() {
        assertThat(run(Composed.class)).isEmpty();
    }

    @EtcdTest(version = "3.6.1")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Ours {}

    @Ours
    static class Composed {
        @Test
        void isFound(EtcdClient etcd) {
            assertThat(etcd.maintenance().status().version()).isEqualTo("3.6.1");
        }
    }
}
