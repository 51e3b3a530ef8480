package dev.tercet.testkit.junit;

import static dev.tercet.testkit.junit.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseGrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is given, and when. The extension is at work here itself; what it refuses is run by a launcher. */
@EtcdTest
class EtcdTestTest {
    private final EtcdClient ofConstructor;
    private final List<EtcdClient> given = new ArrayList<>();

    EtcdTestTest(EtcdClient etcd) {
        ofConstructor = etcd;
    }

    @BeforeEach
    void before(EtcdClient etcd) {
        given.add(etcd);
        etcd.kv().put("before", "each");
    }

    @AfterEach
    void after(EtcdClient etcd) {
        assertThat(given).allMatch(one -> one == etcd).isNotEmpty();
        assertThat(ofConstructor).isSameAs(etcd);
    }

    @RepeatedTest(3)
    void eachTestHasACleanStore(EtcdClient etcd, EmbeddedEtcd server) {
        assertThat(etcd.kv().get(Get.all()).kvs()).hasSize(1);
        assertThat(etcd.kv().put("greeting", "hello").revision()).isEqualTo(3);
        try (EtcdClient other = server.client()) {
            assertThat(other.kv().getString("greeting")).contains("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two"})
    void parametersOfOthersMix(String key, AsyncEtcdClient etcd, Faults faults) {
        assertThat(faults).isNotNull();
        assertThat(etcd.kv().get(key).join()).isEmpty();
        etcd.kv().put(key, "v").join();
    }

    @Test
    void whatItDoesNotHaveItSays(EmbeddedEtcd server) {
        assertThatThrownBy(server::endpoint).isInstanceOf(IllegalStateException.class);
    }

    @Nested
    class Inside {
        @Test
        void theSameEtcd(EtcdClient etcd) {
            assertThat(etcd).isSameAs(ofConstructor);
        }
    }

    @Test
    void timeStandsStillUntilItIsMoved() {
        assertThat(run(OnFields.class)).isEmpty();
    }

    /** Fields alone will do. */
    static class OnFields {
        @EtcdTest(manualClock = true)
        static EmbeddedEtcd server;

        // No more than to be set: the class's other fields say what is wanted.
        @EtcdTest
        EtcdClient etcd;

        @EtcdTest(manualClock = true)
        EtcdClock clock;

        @Test
        void expires() {
            LeaseGrant lease = etcd.leases().grant(Duration.ofSeconds(60));
            etcd.kv().put(Put.of("k", "v").withLease(lease.id()));
            clock.advance(Duration.ofSeconds(59));
            assertThat(etcd.kv().get("k")).isPresent();
            clock.advance(Duration.ofSeconds(1));
            assertThat(etcd.kv().get("k")).isEmpty();
        }

        @Test
        void theStaticOneIsTheSame() {
            etcd.kv().put("k", "v");
            try (EtcdClient other = server.client()) {
                assertThat(other.kv().get("k")).isPresent();
            }
        }
    }

    @Test
    void eachTestMayHaveAnEtcdOfItsOwn() {
        assertThat(run(OneEach.class)).isEmpty();
    }

    @EtcdTest(scope = EtcdTest.Scope.PER_METHOD, listen = true, version = "3.5.30")
    static class OneEach {
        private static final List<EmbeddedEtcd> SEEN = new ArrayList<>();

        @RepeatedTest(2)
        void another(EmbeddedEtcd server, EtcdClient etcd) {
            assertThat(SEEN).doesNotContain(server);
            SEEN.add(server);
            assertThat(server.endpoint()).endsWith(":" + server.port().getAsInt());
            assertThat(etcd.maintenance().status().version()).isEqualTo("3.5.30");
        }
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThat(run(TwoMembers.class)).singleElement().asString().contains("members = 3", "backend = REAL");
        assertThat(run(TwoKinds.class))
                .singleElement()
                .asString()
                .contains("TwoKinds has listen = false", "TwoKinds.etcd has listen = true", "wants different ones")
                .doesNotContain("members");
        assertThat(run(EmbeddedSettingsOfAReal.class))
                .singleElement()
                .asString()
                .contains("embedded = ", "backend = REAL");
        assertThat(run(NoClock.class)).singleElement().asString().contains("EtcdClock", "manualClock = true");
        assertThat(run(NothingForAll.class)).singleElement().asString().contains("PER_METHOD");
        assertThat(run(WrongField.class)).singleElement().asString().contains("wrong", "of no type");
    }

    @EtcdTest(members = 3)
    static class TwoMembers {
        @Test
        void never(EtcdClient etcd) {}
    }

    @EtcdTest
    static class TwoKinds {
        @EtcdTest(listen = true)
        EtcdClient etcd;

        @Test
        void never() {}
    }

    @EtcdTest(backend = EtcdTest.Backend.REAL, embedded = SettingsTest.Small.class)
    static class EmbeddedSettingsOfAReal {
        @Test
        void never() {}
    }

    @EtcdTest
    static class NoClock {
        @Test
        void never(EtcdClock clock) {}
    }

    @EtcdTest(scope = EtcdTest.Scope.PER_METHOD)
    static class NothingForAll {
        @BeforeAll
        static void all(EtcdClient etcd) {}

        @Test
        void never() {}
    }

    static class WrongField {
        @EtcdTest
        String wrong;

        @Test
        void never() {}
    }
}
