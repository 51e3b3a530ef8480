package dev.tercet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.Credentials;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches that share websockets, at real servers; what all watches promise is the contract suites' affair. */
class SharedWatchesTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static RealEtcd start(EtcdSettings settings) {
        return WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings));
    }

    private static EtcdClientBuilder at(String endpoint) {
        return EtcdClient.builder().endpoints(endpoint).transport(GatewayTransport.create());
    }

    private static <T extends WatchSignal> T next(Watch watch, Class<T> type) {
        WatchSignal signal = watch.poll(LIMIT).orElseThrow(() -> new AssertionError("no " + type.getSimpleName()));
        assertThat(signal).isInstanceOf(type);
        return type.cast(signal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "3.6", "newest"})
    void nothingStaysAtAServer(String version) {
        // Behind the gateway of some builds of 3.5 a stream goes on after its websocket, until something is sent there.
        EtcdSettings settings = EtcdSettings.of(version).withWatchProgressEvery(Duration.ofSeconds(1));
        try (RealEtcd etcd = start(settings);
                EtcdClient client = at(etcd.endpoint(0)).build()) {
            for (int i = 0; i < 10; i++) {
                try (Watch watch = client.watches().open(WatchRequest.of("quiet"))) {
                    next(watch, WatchSignal.Started.class);
                    assertThat(etcd.metrics(0)).doesNotContain("etcd_debugging_mvcc_watcher_total 0\n");
                }
            }
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(etcd.metrics(0))
                            .contains("etcd_debugging_mvcc_watcher_total 0\n")
                            .contains("etcd_debugging_mvcc_watch_stream_total 0\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "3.6", "newest"})
    void manyNeedFewConnections(String version) {
        try (RealEtcd etcd = start(EtcdSettings.of(version));
                FaultProxy proxy = FaultProxy.inFrontOf(etcd.endpoint(0));
                EtcdClient client = at(proxy.endpoint()).build()) {
            List<Watch> watches = new ArrayList<>();
            IntStream.range(0, 1000)
                    .mapToObj(i -> client.watches().open(WatchRequest.of("k" + i)))
                    .forEach(watches::add);
            watches.forEach(watch -> next(watch, WatchSignal.Started.class));
            assertThat(proxy.connectionsOpened()).isBetween(5L, 9L);
            watches.remove(500).close();
            for (int from = 0; from < 1000; from += 100) {
                client.kv()
                        .txn(Txn.all(IntStream.range(from, from + 100)
                                .mapToObj(i -> Put.of("k" + i, "v"))
                                .toArray(Put[]::new)));
            }
            watches.forEach(watch ->
                    assertThat(next(watch, WatchSignal.Change.class).events()).hasSize(1));
            watches.forEach(Watch::close);
            await().atMost(LIMIT).until(() -> proxy.connectionsAlive() <= 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6", "newest"})
    void aTokenThatExpiresIsReplacedUnseen(String version) {
        try (RealEtcd etcd = start(EtcdSettings.of(version).withOption("auth-token-ttl", "2"))) {
            etcd.enableAuth("secret");
            try (FaultProxy proxy = FaultProxy.inFrontOf(etcd.endpoint(0));
                    EtcdClient client = at(proxy.endpoint())
                            .credentials(Credentials.of("root", "secret"))
                            .build();
                    Watch old = client.watches().open(WatchRequest.of("k"))) {
                next(old, WatchSignal.Started.class);
                assertThat(old.poll(Duration.ofSeconds(5))).isEmpty();
                long before = proxy.connectionsOpened();
                try (Watch late = client.watches().open(WatchRequest.of("k"))) {
                    assertThat(late.poll(LIMIT)).containsInstanceOf(WatchSignal.Started.class);
                    client.kv().put("k", "v");
                    next(late, WatchSignal.Change.class);
                    next(old, WatchSignal.Change.class);
                    assertThat(proxy.connectionsOpened())
                            .as("another token is another websocket")
                            .isGreaterThan(before);
                }
            }
        }
    }

    @Test
    void aLongMessageOnASlowLineIsNoSilence() {
        EtcdSettings large = EtcdSettings.newest().withOption("max-request-bytes", "20000000");
        try (RealEtcd etcd = start(large);
                FaultProxy proxy = FaultProxy.inFrontOf(etcd.endpoint(0));
                EtcdClient direct = at(etcd.endpoint(0)).build();
                EtcdClient client = at(proxy.endpoint())
                        .keepAlive(Duration.ofSeconds(5), Duration.ofSeconds(1))
                        .build();
                Watch watch = client.watches().open(WatchRequest.prefix("big"))) {
            next(watch, WatchSignal.Started.class);
            proxy.throttle(1_000_000);
            direct.kv()
                    .txn(Txn.all(IntStream.range(0, 8)
                            .mapToObj(i -> Put.of("big" + i, "x".repeat(1_000_000)))
                            .toArray(Put[]::new)));
            assertThat(next(watch, WatchSignal.Change.class).events()).hasSize(8);
        }
    }

    @Test
    void aMemberThatIsCutOffLetsNobodyIn() {
        try (RealEtcd etcd = start(EtcdSettings.newest().withMembers(3))) {
            int left = etcd.leaderIndex();
            etcd.member((left + 1) % 3).pause();
            etcd.member((left + 2) % 3).pause();
            await().atMost(LIMIT).until(() -> !etcd.memberIsLeader(left));
            try (EtcdClient client =
                    at(etcd.endpoint(left)).timeout(Duration.ofSeconds(3)).build()) {
                try (Watch patient = client.watches().open(WatchRequest.of("k").withoutLeader())) {
                    next(patient, WatchSignal.Started.class);
                }
                EtcdException refused = catchThrowableOfType(
                        EtcdException.class, () -> client.watches().open(WatchRequest.of("k")));
                assertThat(refused).hasMessageContaining("etcdserver: no leader");
            } finally {
                etcd.member((left + 1) % 3).resume();
                etcd.member((left + 2) % 3).resume();
            }
            etcd.awaitHealthy(LIMIT);
            try (EtcdClient client = at(etcd.endpoint(left)).build();
                    Watch watch = client.watches().open(WatchRequest.of("k"))) {
                next(watch, WatchSignal.Started.class);
            }
        }
    }

    @Test
    void whatStandsBeforeAServerMayRefuseWebsockets() throws Exception {
        try (ScriptedHttp server = ScriptedHttp.start();
                EtcdClient client = at(server.endpoint()).build()) {
            server.path("/version")
                    .always(exchange -> exchange.answer(
                            200, "application/json", "{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}"));
            server.path("/v3/kv/range")
                    .always(exchange -> exchange.answer(200, "application/json", "{\"header\":{\"revision\":\"7\"}}"));
            server.path("/v3/watch").always(exchange -> {
                if (exchange.method().equals("GET")) {
                    exchange.answer(403, "text/html", "<h1>Forbidden</h1>");
                } else {
                    exchange.chunkedHead()
                            .chunk("{\"result\":{\"header\":{\"revision\":\"7\"},\"created\":true}}\n")
                            .chunk("{\"result\":{\"header\":{\"revision\":\"8\"},\"events\":[{\"kv\":{\"key\":\"aw==\","
                                    + "\"create_revision\":\"8\",\"mod_revision\":\"8\",\"version\":\"1\"}}]}}\n");
                }
            });
            for (int i = 0; i < 2; i++) {
                Watch watch = client.watches().open(WatchRequest.of("k"));
                assertThat(watch.started().get(10, TimeUnit.SECONDS)).isEqualTo(8);
                next(watch, WatchSignal.Started.class);
                next(watch, WatchSignal.Change.class);
            }
            assertThat(server.path("/v3/watch").exchanges())
                    .extracting(exchange -> exchange.method())
                    .containsExactly("GET", "POST", "POST");
        }
    }
}
