package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.kv.Put;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that come from no etcd, or from one that is broken: each is a typed error that says where it came from, within the deadline,
 * and what it means for the data; no write is sent twice, and nothing is left.
 */
class BadAnswersTest {
    private static final Duration DEADLINE = Duration.ofMillis(400);

    /** What a busy machine may take beyond. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    /** Whether the JDK's client can be closed, and not only be collected. */
    private static final boolean CAN_BE_CLOSED = Runtime.version().feature() >= 21;

    /** Loads what the first call would lose its deadline to. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/version").always(HttpAnswer.json(Bodies.VERSION));
            server.path("/v3/kv/range").always(HttpAnswer.json(Bodies.EMPTY_RANGE));
            try (EtcdClient etcd = EtcdClient.builder()
                    .endpoints(server.endpoint())
                    .transport(GatewayTransport.create())
                    .build()) {
                etcd.kv().get("k");
            }
        }
    }

    private interface Asking {
        void ask(EtcdClient etcd, ScriptedHttp server) throws Exception;
    }

    private static void with(GatewayTransport transport, String path, BadAnswer bad, Asking asking) throws Exception {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/version").always(HttpAnswer.json(Bodies.VERSION));
            server.path("/v3/kv/range").always(HttpAnswer.json(Bodies.EMPTY_RANGE));
            server.path(path).always(bad.answer());
            try (EtcdClient etcd = EtcdClient.builder()
                    .endpoints(server.endpoint())
                    .transport(transport)
                    .maxInboundBytes(BadAnswer.TOO_MANY_BYTES)
                    .timeout(DEADLINE)
                    .build()) {
                asking.ask(etcd, server);
            }
            if (bad.isForgotten() && !CAN_BE_CLOSED) {
                return;
            }
            await("no connection is left").atMost(Duration.ofSeconds(10)).until(() -> {
                if (!CAN_BE_CLOSED) {
                    // The JDK's client has no other end there.
                    System.gc();
                }
                return server.openConnections() == 0;
            });
        }
    }

    private static EtcdException failure(BadAnswer bad, ScriptedHttp server, String path, ThrowingCallable call) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(call);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(thrown).as(bad.name()).isInstanceOf(EtcdException.class);
        assertThat(taken).as("%s: %s", bad, thrown).isLessThan(DEADLINE.plus(SLACK));
        String message = String.valueOf(thrown.getMessage());
        if (!bad.isEndless()) {
            assertThat(message).as(bad.name()).contains(server.endpoint());
            assertThat(message).as(bad.name()).contains(path);
            assertThat(message).as(bad.name()).containsAnyOf(bad.words().toArray(new String[0]));
        }
        assertThat(message).as(bad.name()).doesNotContain("AssertionError").doesNotContain("null");
        return (EtcdException) thrown;
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswer#all")
    void toAWrite(BadAnswer bad) throws Exception {
        String path = "/v3/kv/put";
        with(GatewayTransport.create(), path, bad, (etcd, server) -> {
            EtcdException failure = failure(
                    bad, server, path, () -> etcd.kv().put(Put.of("k", "v").returningPrevious()));
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(bad.ofAWrite());
            if (bad.ofAWrite() == Outcome.UNKNOWN) {
                assertThat(server.path(path).count()).as("sent once").isEqualTo(1);
            }
            // Whatever it was, the next one has a connection that works.
            server.path(path).always(HttpAnswer.json(Bodies.PUT));
            await().ignoreExceptions().until(() -> etcd.kv().put("k", "v").revision() == 7);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswer#all")
    void toARead(BadAnswer bad) throws Exception {
        String path = "/v3/kv/range";
        with(GatewayTransport.create(), path, bad, (etcd, server) -> {
            EtcdException failure = failure(bad, server, path, () -> etcd.kv().get("k"));
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(Outcome.NOT_APPLIED);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswer#all")
    void toAWatch(BadAnswer bad) throws Exception {
        String path = "/v3/watch";
        for (GatewayTransport transport : new GatewayTransport[] {
            GatewayTransport.create(), GatewayTransport.create().withoutWebSockets()
        }) {
            with(
                    transport,
                    path,
                    bad,
                    (etcd, server) -> failure(
                            bad,
                            server,
                            path,
                            () -> etcd.watches().open(WatchRequest.of("k")).close()));
        }
    }
}
