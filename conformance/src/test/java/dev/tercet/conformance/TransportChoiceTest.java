package dev.tercet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.connection.Endpoint;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.spi.TransportProvider;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which transport an endpoint gets where both are on the class path. */
class TransportChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "http://etcd, grpc",
        "https://etcd, grpc",
        "grpc+http://etcd, grpc",
        "gateway+http://etcd, gateway",
        "gateway+https://etcd, gateway",
    })
    void anEndpointGetsTheOneItAsksForOrElseTheUsualOne(String endpoint, String name) {
        assertThat(TransportProvider.onClassPath(Endpoint.parse(endpoint, false))
                        .name())
                .isEqualTo(name);
    }

    @Test
    void oneClientMayMixThem() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
                EtcdClient client = EtcdClient.connect(etcd.endpoint(), "gateway+" + etcd.endpoint())) {
            List<Long> revisions = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                revisions.add(client.kv().put("k", Integer.toString(i)).revision());
            }
            assertThat(revisions).isSorted().doesNotHaveDuplicates();
            assertThat(client.maintenance().statuses())
                    .hasSize(2)
                    .allMatch(status -> status.failure().isEmpty())
                    .extracting(EndpointStatus::endpoint)
                    .containsExactly(etcd.endpoint(), "gateway+" + etcd.endpoint());
            for (int i = 0; i < 2; i++) {
                // One after the other: they take turns.
                assertSeesAll(client, revisions);
            }
        }
    }

    private static void assertSeesAll(EtcdClient client, List<Long> revisions) {
        List<Long> seen = new ArrayList<>();
        try (Watch watch = client.watches().open(WatchRequest.of("k").fromRevision(revisions.get(0)))) {
            while (seen.size() < revisions.size()) {
                WatchSignal signal = watch.poll(Duration.ofSeconds(10)).orElseThrow();
                if (signal instanceof WatchSignal.Change change) {
                    change.events().forEach(event -> seen.add(event.revision()));
                }
            }
        }
        assertThat(seen).isEqualTo(revisions);
    }
}
