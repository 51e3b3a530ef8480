package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.kv.Put;
import dev.tercet.testkit.script.http.HttpAnswer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls that are answered by no etcd, or by one that is broken: each fails with a typed error that says where it came from, within the
 * deadline, and what it means for the data; no write is sent twice, and nothing is left.
 */
class BadAnswersTest {
    private static final String VERSION = "/version";
    private static final String PUT = "/v3/kv/put";

    @BeforeAll
    static void warmUp() {
        BadServer.warmUp();
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toAWrite(BadAnswer bad) {
        try (BadServer server = new BadServer(GatewayTransport.create(), bad, PUT)) {
            EtcdException failure = server.told(
                    PUT, () -> server.etcd().kv().put(Put.of("k", "v").returningPrevious()));
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(bad.ofAWrite());
            assertThat(server.count(PUT)).as("sent once").isEqualTo(1);
            // Whatever it was, the next one has a connection that works.
            server.mend(PUT, HttpAnswer.json(Bodies.PUT));
            await().ignoreExceptions()
                    .until(() -> server.etcd().kv().put("k", "v").revision() == 7);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toARead(BadAnswer bad) {
        String path = "/v3/kv/range";
        try (BadServer server = new BadServer(GatewayTransport.create(), bad, path)) {
            EtcdException failure =
                    server.toldInTheEnd(path, () -> server.etcd().kv().get("k"));
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    /** Which asks again, as it does no harm, but cannot know what became of what was lost. */
    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toARenewal(BadAnswer bad) {
        String path = "/v3/lease/keepalive";
        try (BadServer server = new BadServer(GatewayTransport.create(), bad, path)) {
            EtcdException failure = server.failure(() -> server.etcd().leases().keepAliveOnce(7));
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(bad.ofAWrite());
            if (failure.code() != ErrorCode.TIMEOUT) {
                server.assertTold(path, failure);
            }
        }
    }

    /** Which the server's status tells too, as long as there is a connection. */
    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toTheQuestionForTheVersion(BadAnswer bad) {
        try (BadServer server = new BadServer(GatewayTransport.create(), bad, VERSION)) {
            boolean whole = bad.told() == BadAnswer.Told.EVERYBODY && !bad.isPassing();
            Throwable thrown = catchThrowable(() -> server.etcd().kv().put("k", "v"));
            if (whole || thrown == null) {
                assertThat(thrown).as(bad.name()).isNull();
                return;
            }
            server.failure(() -> {
                throw thrown;
            });
            assertThat(((EtcdException) thrown).outcome()).as(thrown::toString).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(server.count(PUT))
                    .as("nothing is sent to who knows whom")
                    .isZero();
            server.mend(VERSION, HttpAnswer.json(Bodies.VERSION));
            await().ignoreExceptions()
                    .until(() -> server.etcd().kv().put("k", "v").revision() == 7);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.conformance.gateway.script.BadAnswers#all")
    void toEveryQuestion(BadAnswer bad) {
        String[] paths = {
            VERSION, "/v3/maintenance/status", "/v3beta/maintenance/status", "/v3alpha/maintenance/status", PUT
        };
        try (BadServer server = new BadServer(GatewayTransport.create(), bad, paths)) {
            EtcdException failure =
                    server.failure(() -> server.etcd().kv().put(Put.of("k", "v").returningPrevious()));
            if (server.count(PUT) > 0) {
                // It passes for an etcd's status.
                assertThat(failure.outcome()).as(failure::toString).isEqualTo(bad.ofAWrite());
                return;
            }
            assertThat(failure.outcome()).as(failure::toString).isEqualTo(Outcome.NOT_APPLIED);
            if (bad.told() == BadAnswer.Told.EVERYBODY) {
                assertThat(failure.code())
                        .as(failure::toString)
                        .isIn(ErrorCode.CONNECTION_REJECTED, bad.isPassing() ? ErrorCode.UNAVAILABLE : null);
                assertThat(failure.getMessage()).as(bad.name()).containsAnyOf(VERSION, "speaks no HTTP/1.1");
            }
        }
    }
}
