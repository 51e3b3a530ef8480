package dev.tercet.v2.internal.overv3.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.internal.backend.StatsKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cluster of one says, in the same process. */
class ClusterOverV3Test {
    private static final CallOptions OPTIONS = CallOptions.DEFAULT;

    private final EmbeddedEtcd server = EmbeddedEtcd.builder().version("3.6.4").start();
    private final EtcdClient etcd = server.client();
    private final ClusterOverV3 cluster = new ClusterOverV3(etcd);

    @AfterEach
    void close() {
        etcd.close();
        server.close();
    }

    @Test
    void membersAndLeader() {
        Map<String, V2Member> members = cluster.members(OPTIONS).join();
        V2Member only = members.values().iterator().next();
        assertThat(members).containsOnlyKeys(only.id());
        assertThat(only.id())
                .isEqualTo(Long.toHexString(
                        etcd.cluster().members().members().get(0).id()));
        assertThat(cluster.leader(OPTIONS).join()).isEqualTo(only);
        assertThat(cluster.machines(OPTIONS).join()).isEqualTo(only.clientUrls());
    }

    @Test
    void statistics() {
        V2Member only = cluster.leader(OPTIONS).join();
        V2Stats self = cluster.stats(StatsKind.SELF, OPTIONS).join();
        assertThat(self.text("id")).isEqualTo(only.id());
        assertThat(self.text("name")).isEqualTo(only.name());
        assertThat(self.text("state")).isEqualTo("StateLeader");
        assertThat(self.values()).containsEntry("leaderInfo", Map.of("leader", only.id()));
        assertThat(cluster.stats(StatsKind.LEADER, OPTIONS).join().values())
                .isEqualTo(Map.of("leader", only.id(), "followers", Map.of()));
    }

    @Test
    void version() {
        assertThat(cluster.version(OPTIONS).join()).isEqualTo(new V2Version("3.6.4", "3.6.0"));
    }

    @Test
    void whatThereIsNotIsRefused() {
        List<CompletableFuture<?>> refused = List.of(
                cluster.stats(StatsKind.STORE, OPTIONS),
                cluster.apiExecute(ApiRequest.of("GET", "/v2/keys/a"), OPTIONS));
        for (CompletableFuture<?> each : refused) {
            assertThatThrownBy(each::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(RejectedEtcdException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED);
                        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                    });
        }
        assertThatThrownBy(refused.get(1)::join).hasMessageContaining("GET /v2/keys/a: a raw call goes to the v2");
    }
}
