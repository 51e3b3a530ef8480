package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.election.Leader;
import dev.tercet.election.Observation;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.watch.WatchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same of what is answered for longer: a stream that cannot be ends, and one that may yet be is asked for again. */
class BadStreamsTest {
    private static final GatewayTransport SHARED = GatewayTransport.create();
    private static final GatewayTransport POSTED = SHARED.withoutWebSockets();

    @BeforeAll
    static void warmUp() {
        BadServer.warmUp();
    }

    private static void watch(EtcdClient etcd) {
        etcd.watches().open(WatchRequest.of("k")).close();
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toAPostedWatch(BadAnswer bad) {
        String path = "/v3/watch";
        try (BadServer server = new BadServer(POSTED, bad, path)) {
            server.toldInTheEnd(path, () -> watch(server.etcd()));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toAWebsocket(BadAnswer bad) {
        String path = "/v3/watch";
        try (BadServer server = new BadServer(SHARED, bad, path)) {
            if (bad.told() == BadAnswer.Told.EVERYBODY) {
                server.toldInTheEnd(path, () -> watch(server.etcd()));
            } else {
                server.failure(() -> watch(server.etcd()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toASnapshot(BadAnswer bad, @TempDir Path folder) {
        String path = "/v3/maintenance/snapshot";
        Path file = folder.resolve("snapshot");
        try (BadServer server = new BadServer(SHARED, bad, path)) {
            EtcdException failure =
                    server.told(path, () -> server.etcd().maintenance().snapshot(file));
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toAnObservation(BadAnswer bad) {
        String path = "/v3/election/observe";
        Queue<Leader> leaders = new ConcurrentLinkedQueue<>();
        try (BadServer server = new BadServer(SHARED, bad, path);
                Observation observed = server.etcd().elections().observe("e", leaders::add)) {
            if (!bad.isPassing()) {
                Throwable thrown = catchThrowable(() -> observed.ended().get(10, TimeUnit.SECONDS));
                assertThat(thrown).as(bad.name()).hasCauseInstanceOf(EtcdException.class);
                server.assertTold(path, (EtcdException) thrown.getCause());
                return;
            }
            await().until(() -> server.count(path) >= (bad.told() == BadAnswer.Told.NOBODY ? 1 : 2));
            assertThat(observed.ended()).as(bad.name()).isNotDone();
            server.mend(path, exchange -> exchange.chunkedHead().chunk(Bodies.LEADER));
            if (bad.told() != BadAnswer.Told.NOBODY) {
                await().atMost(Duration.ofSeconds(10)).until(() -> !leaders.isEmpty());
            }
        }
    }
}
