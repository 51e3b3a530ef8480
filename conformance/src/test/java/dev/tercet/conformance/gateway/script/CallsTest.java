package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deadlines, repetitions, cancellation, failover and renewals over the gateway. */
class CallsTest {
    private static EtcdException failure(ThrowingCallable call) {
        return catchThrowableOfType(EtcdException.class, call);
    }

    @ParameterizedTest
    @EnumSource
    void aReadIsRepeatedUntilThereIsALeader(Shape shape) {
        try (Gateway gateway = Gateway.start(shape, UnaryOperator.identity())) {
            PathScript ranges = gateway.path("/kv/range")
                    .then(3, shape.failure(503, 14, "etcdserver: no leader"))
                    .always(HttpAnswer.json(Bodies.EMPTY_RANGE));
            assertThat(gateway.etcd().kv().get("k")).isEmpty();
            assertThat(ranges.count()).isGreaterThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteIsSentOnceAndWhatTheServerSaysOfItIsTold(Shape shape) {
        try (Gateway gateway = Gateway.start(shape, UnaryOperator.identity())) {
            PathScript puts = gateway.path("/kv/put")
                    .then(shape.failure(504, 14, "etcdserver: request timed out"))
                    .then(shape.failure(404, 5, "etcdserver: requested lease not found"))
                    .then(HttpAnswer.cut(Cut.RST))
                    .then(HttpAnswer.cut(Cut.FIN));
            for (ErrorCode code : List.of(
                    ErrorCode.TIMEOUT, ErrorCode.LEASE_NOT_FOUND, ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE)) {
                int before = puts.count();
                EtcdException failure = failure(() -> gateway.etcd().kv().put("k", "v"));
                assertThat(failure.code()).as(failure::toString).isEqualTo(code);
                assertThat(failure.outcome())
                        .as(failure::toString)
                        .isEqualTo(code == ErrorCode.LEASE_NOT_FOUND ? Outcome.NOT_APPLIED : Outcome.UNKNOWN);
                assertThat(puts.count()).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void aCallThatIsGivenUpClosesItsConnection() {
        try (Gateway gateway = Gateway.start(Shape.NEW, UnaryOperator.identity())) {
            PathScript puts = gateway.path("/kv/put").always(HttpAnswer.silence());
            CompletableFuture<?> cancelled = gateway.etcd().async().kv().put("k", "v");
            HttpExchange first = puts.await();
            cancelled.cancel(true);
            first.awaitClosedByClient();

            EtcdException failure = failure(() ->
                    gateway.etcd().withTimeout(Duration.ofMillis(200)).kv().put("k", "v"));
            assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            puts.await().awaitClosedByClient();
        }
    }

    @Test
    void connectionsAreKeptAndBounded() throws Exception {
        try (ScriptedHttp server = ScriptedHttp.start();
                EtcdClient etcd = EtcdClient.builder()
                        .endpoints(server.endpoint())
                        .transport(GatewayTransport.create().withMaxConnections(3))
                        .build()) {
            server.path("/version").always(HttpAnswer.json(Bodies.VERSION));
            PathScript puts = server.path("/v3/kv/put").always(HttpAnswer.silence());
            List<CompletableFuture<?>> calls = LongStream.range(0, 12)
                    .<CompletableFuture<?>>mapToObj(i -> etcd.async().kv().put("k" + i, "v"))
                    .toList();
            await().until(() -> puts.count() == 3);
            assertThat(puts.poll(Duration.ofMillis(1))).isNotNull();
            puts.always(HttpAnswer.json(Bodies.PUT));
            puts.exchanges().forEach(exchange -> exchange.answer(200, "application/json", Bodies.PUT));
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get();
            assertThat(server.connections())
                    .as("three, and what asked for the version")
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void anEndpointThatIsGoneOrAnotherVersionNowIsNoMatter() {
        try (Gateway gateway = Gateway.start(Shape.NEW, UnaryOperator.identity())) {
            gateway.path("/kv/put").always(HttpAnswer.json(Bodies.PUT));
            gateway.etcd().kv().put("k", "v");
            gateway.server().stop();
            // It finds the connection dead that was kept, if java.net.http has not yet; a write on that one could not
            // tell.
            failure(() ->
                    gateway.etcd().withTimeout(Duration.ofMillis(300)).kv().get("k"));
            EtcdException failure = failure(() ->
                    gateway.etcd().withTimeout(Duration.ofMillis(300)).kv().put("k", "v"));
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(Outcome.NOT_APPLIED);
            gateway.server().path("/version").always(HttpAnswer.json(Shape.OLD.version()));
            gateway.server().path("/v3/kv/put").always(HttpAnswer.body(404, "text/plain", "Not Found"));
            gateway.server().path("/v3alpha/kv/range").always(HttpAnswer.json(Bodies.EMPTY_RANGE));
            PathScript puts = gateway.server().path("/v3alpha/kv/put").always(HttpAnswer.json(Bodies.PUT));
            gateway.server().restart();
            assertThat(gateway.etcd().kv().put("k", "v").revision()).isEqualTo(7);
            assertThat(puts.count()).isEqualTo(1);
        }
    }

    @Test
    void theOtherEndpointIsAskedWhereOneDoesNotAnswer() {
        try (ScriptedHttp silent = ScriptedHttp.start();
                ScriptedHttp well = ScriptedHttp.start();
                EtcdClient etcd = EtcdClient.builder()
                        .endpoints(silent.endpoint(), well.endpoint())
                        .transport(GatewayTransport.create())
                        .timeout(Duration.ofSeconds(3))
                        .build()) {
            silent.path("/version").always(HttpAnswer.silence());
            well.path("/version").always(HttpAnswer.json(Bodies.VERSION));
            well.path("/v3/kv/range").always(HttpAnswer.json(Bodies.EMPTY_RANGE));
            for (int i = 0; i < 10; i++) {
                assertThat(etcd.kv().get("k")).isEmpty();
            }
        }
    }
}
