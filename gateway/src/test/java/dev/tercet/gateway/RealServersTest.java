package dev.tercet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a gateway can get wrong, at real servers; the rest is the contract suites' affair. */
class RealServersTest {
    private static RealEtcd start(EtcdSettings settings) {
        return WhenUnavailable.of(settings.version()).obtain(() -> RealEtcd.start(settings));
    }

    private static EtcdClientBuilder builder(RealEtcd etcd) {
        return EtcdClient.builder().endpoints(etcd.endpoints()).transport(GatewayTransport.create());
    }

    // The gateway of 3.3 cannot be turned off.
    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "newest"})
    void aGatewayThatIsOffIsToldOf(String version) {
        EtcdSettings off = EtcdSettings.of(version).withOption("enable-grpc-gateway", "false");
        try (RealEtcd etcd = start(off);
                EtcdClient client = builder(etcd).build()) {
            EtcdException thrown =
                    catchThrowableOfType(EtcdException.class, () -> client.kv().put("k", "v"));
            assertThat(thrown.code()).isEqualTo(ErrorCode.CONNECTION_REJECTED);
            assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(thrown)
                    .hasMessageContaining("etcd " + etcd.version() + " runs without its JSON gateway")
                    .hasMessageContaining("--enable-grpc-gateway=false")
                    .hasMessageContaining("/v3/kv/put");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.3", "3.4", "3.5", "newest"})
    void manyRenewalsShareFewRequests(String version) throws Exception {
        try (RealEtcd etcd = start(EtcdSettings.of(version));
                EtcdClient client = builder(etcd).build()) {
            List<CompletableFuture<LeaseRenewal>> renewals = new ArrayList<>();
            List<Long> leases = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                leases.add(client.leases().grant(Duration.ofSeconds(60 + i)).id());
            }
            for (int round = 0; round < 25; round++) {
                for (long lease : leases) {
                    renewals.add(client.async().leases().keepAliveOnce(lease));
                }
            }
            for (int i = 0; i < renewals.size(); i++) {
                LeaseRenewal renewal = renewals.get(i).get(10, TimeUnit.SECONDS);
                assertThat(renewal.id()).isEqualTo(leases.get(i % 100));
                assertThat(renewal.ttl()).isEqualTo(Duration.ofSeconds(60 + i % 100));
            }
        }
    }

    @Test
    void aReplyThatAnOldGatewayFindsTooLargeLeavesADoubt() {
        try (RealEtcd etcd = start(EtcdSettings.of("3.3"));
                EtcdClient client = builder(etcd).build()) {
            for (int i = 0; i < 5; i++) {
                client.kv().put("big" + i, "x".repeat(1_000_000));
            }
            Txn txn = Txn.all(Put.of("done", "yes"), Get.prefix("big"));
            EtcdException thrown =
                    catchThrowableOfType(EtcdException.class, () -> client.kv().txn(txn));
            assertThat(thrown.code()).isEqualTo(ErrorCode.PROTOCOL);
            assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(client.kv().getString("done")).contains("yes");
        }
    }

    @Test
    void whatAnOldServerWouldLeaveOutOfAccountIsNotDone() {
        try (RealEtcd etcd = start(EtcdSettings.of("3.3"));
                EtcdClient client = builder(etcd).build()) {
            int members = client.cluster().members().members().size();
            List<EtcdException> refused = List.of(
                    catchThrowableOfType(
                            EtcdException.class, () -> client.cluster().addLearner(List.of("http://127.0.0.1:1"))),
                    catchThrowableOfType(
                            EtcdException.class, () -> client.auth().addUserWithoutPassword("bob")));
            assertThat(refused).allSatisfy(thrown -> {
                assertThat(thrown.code()).isEqualTo(ErrorCode.UNSUPPORTED);
                assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(thrown).hasMessageContaining("and would do without: since 3.4.0");
            });
            assertThat(client.cluster().members().members()).hasSize(members);
            assertThat(client.auth().users()).isEmpty();
        }
    }
}
