package dev.tercet.testkit.junit;

import static dev.tercet.testkit.junit.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EmbeddedEtcdBuilder;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.error.EtcdException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a test sets up of its etcd and of its clients by code. */
@EtcdTest(embedded = SettingsTest.Small.class, client = SettingsTest.InANamespace.class, manualClock = true)
class SettingsTest {
    @EtcdTest
    private EtcdClock clock;

    @EtcdTest
    private static EtcdClient lasting;

    @Test
    void ofTheEtcd(EtcdClient etcd) {
        assertThat(clock).isNotNull();
        assertThat(etcd.leases().grant(Duration.ofSeconds(1)).ttl()).isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> etcd.kv().put("k", "v".repeat(2000))).isInstanceOf(EtcdException.class);
    }

    @Test
    void ofClients(EtcdClient etcd, EmbeddedEtcd server) {
        etcd.kv().put("k", "v");
        assertThat(lasting.kv().getString("k")).contains("v");
        try (EtcdClient plain = server.client()) {
            assertThat(plain.kv().getString("ours/k")).contains("v");
        }
    }

    static class Small implements UnaryOperator<EmbeddedEtcdBuilder> {
        private Small() {}

        @Override
        public EmbeddedEtcdBuilder apply(EmbeddedEtcdBuilder etcd) {
            return etcd.maxRequestBytes(1000).minLeaseTtl(Duration.ofSeconds(30));
        }
    }

    static final class InANamespace implements UnaryOperator<EtcdClientBuilder> {
        @Override
        public EtcdClientBuilder apply(EtcdClientBuilder client) {
            return client.namespace("ours/");
        }
    }

    @Test
    void whatCannotBeMadeIsRefused() {
        assertThat(run(NotMade.class)).singleElement().asString().contains("WithParameter", "cannot be made");
    }

    @EtcdTest(client = WithParameter.class)
    static class NotMade {
        @Test
        void never(EtcdClient etcd) {}
    }

    record WithParameter(String prefix) implements UnaryOperator<EtcdClientBuilder> {
        @Override
        public EtcdClientBuilder apply(EtcdClientBuilder client) {
            return client.namespace(prefix);
        }
    }
}
