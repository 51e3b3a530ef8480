package dev.tercet.v2.internal.http;

import static dev.tercet.v2.internal.http.Served.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ConnectionRejectedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.error.UnavailableException;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2DisabledException;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2LeaderElectionException;
import dev.tercet.v2.error.V2RaftException;
import dev.tercet.v2.error.V2RejectedException;
import dev.tercet.v2.error.V2TransientException;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsOverHttpTest {
    private static final CallOptions BRIEF = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(2500));
    private static final String TIMED_OUT =
            "{\"errorCode\":300,\"message\":\"Raft Internal Error\",\"cause\":\"etcdserver:"
                    + " request timed out\",\"index\":9}";
    private static final String ELECTION = "{\"errorCode\":301,\"message\":\"During Leader Election\",\"index\":9}";
    private static final String UPGRADING =
            "{\"message\":\"Not capable of accessing auth feature during rolling upgrades.\"}";

    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpBackend backend = HttpBackend.start(Served.settings(server.endpoint()));
    private final PathScript key = server.path("/v2/keys/a");

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private CompletableFuture<?> read(CallOptions options) {
        return backend.read(V2Read.of("/a"), options);
    }

    private CompletableFuture<?> write(CallOptions options) {
        return backend.write(V2Write.value("/a", "v"), options);
    }

    @Test
    void whatTheServerRefusesIsSaidWithAllItSaid() {
        key.then(Served.indexed(
                412, "{\"errorCode\":101,\"message\":\"Compare failed\",\"cause\":\"[x != y]\",\"index\":7}"));
        V2CompareFailedException failed = Served.failure(V2CompareFailedException.class, write(SHORT));
        assertThat(failed)
                .hasMessage("write \"/a\" at " + server.endpoint() + ": 101 Compare failed : [x != y]")
                .extracting(EtcdException::outcome, e -> e.endpoint().orElseThrow())
                .containsExactly(Outcome.NOT_APPLIED, server.endpoint());
        assertThat(failed.payload().index()).isEqualTo(7);
        assertThat(failed.payload().status()).isEqualTo(412);
        assertThat(key.count()).isEqualTo(1);
    }

    @Test
    void theStatusDecidesWhereThereIsNoNumber() {
        key.then(Served.indexed(404, "{\"message\":\"no such thing\"}"));
        assertThat(Served.failure(V2KeyNotFoundException.class, read(SHORT))
                        .payload()
                        .code())
                .isEqualTo(100);
        key.then(Served.indexed(401, "{\"message\":\"Insufficient credentials\"}"));
        assertThat(Served.failure(V2InsufficientPermissionsException.class, read(SHORT))
                        .payload()
                        .code())
                .isEqualTo(110);
        server.path("/v2/stats/leader").always(HttpAnswer.json(403, "{\"message\":\"not current leader\"}"));
        V2RejectedException follower =
                Served.failure(V2RejectedException.class, backend.stats(StatsKind.LEADER, SHORT));
        assertThat(follower.code()).isEqualTo(ErrorCode.NOT_LEADER);
        assertThat(follower.payload().status()).isEqualTo(403);
    }

    @Test
    void aServerWithoutTheApiIsSaidToBeOne() {
        V2DisabledException disabled = Served.failure(V2DisabledException.class, read(SHORT));
        assertThat(disabled)
                .hasMessageContaining("--enable-v2")
                .hasMessageContaining("backend V3")
                .hasMessageContaining(server.endpoint())
                .hasMessageContaining("read \"/a\"");
    }

    @Test
    void whatMayPassIsAskedForAgainOfAReadOnly() {
        key.then(Served.indexed(500, TIMED_OUT)).then(HttpAnswer.body(502, "text/html", "<h1>no</h1>"));
        key.then(Served.indexed(200, Served.A));
        Served.get(read(SHORT));
        assertThat(key.count()).isEqualTo(3);
        key.then(Served.indexed(500, TIMED_OUT)).then(Served.indexed(200, Served.SET));
        V2RaftException raft = Served.failure(V2RaftException.class, write(SHORT));
        assertThat(raft.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(raft.payload().cause()).isEqualTo("etcdserver: request timed out");
        assertThat(raft)
                .hasMessageContaining("300 Raft Internal Error : etcdserver: request timed out")
                .hasMessageContaining("may or may not have been applied");
        assertThat(key.count()).isEqualTo(4);
    }

    @Test
    void whatWasNotEvenBegunIsAskedForAgainAlsoOfAWrite() {
        key.then(Served.indexed(500, ELECTION)).then(Served.indexed(500, UPGRADING));
        key.then(Served.indexed(200, Served.SET));
        Served.get(write(SHORT));
        assertThat(key.count()).isEqualTo(3);
    }

    @Test
    void inTheEndItIsSaidInTheServersWords() {
        key.always(Served.indexed(500, TIMED_OUT));
        V2RaftException raft = Served.failure(V2RaftException.class, read(BRIEF));
        assertThat(raft.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(key.count()).isGreaterThan(3);
        key.always(Served.indexed(500, ELECTION));
        V2LeaderElectionException election = Served.failure(V2LeaderElectionException.class, write(BRIEF));
        assertThat(election.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(election.code()).isEqualTo(ErrorCode.NO_LEADER);
        key.always(Served.indexed(500, UPGRADING));
        V2TransientException upgrading = Served.failure(V2TransientException.class, write(BRIEF));
        assertThat(upgrading.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(upgrading.payload().message()).contains("rolling upgrades");
    }

    @Test
    void pausesGrowWhileAnUpgradeIsOn() {
        key.always(Served.indexed(500, UPGRADING));
        Served.failure(V2TransientException.class, read(BRIEF));
        // Without pauses there would be thousands.
        assertThat(key.count()).isBetween(3, 20);
    }

    @Test
    void othersThanEtcdAreQuoted() {
        key.then(HttpAnswer.body(403, "text/html", "<html><body><h1>Forbidden by proxy</h1></body></html>"));
        assertThat(Served.failure(ConnectionRejectedException.class, write(SHORT)))
                .hasMessageContaining("HTTP 403, text/html: Forbidden by proxy")
                .extracting(EtcdException::outcome)
                .isEqualTo(Outcome.NOT_APPLIED);
        key.then(HttpAnswer.body(503, "text/html", "<h1>Unavailable</h1>"));
        assertThat(Served.failure(UnavailableException.class, write(SHORT)))
                .hasMessageContaining("HTTP 503, text/html: Unavailable")
                .extracting(EtcdException::outcome)
                .isEqualTo(Outcome.UNKNOWN);
        key.then(HttpAnswer.body(401, "text/html", "<h1>Log in</h1>"));
        assertThat(Served.failure(RejectedEtcdException.class, read(SHORT)).code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aGoodAnswerThatMakesNoSenseLeavesAWriteInDoubt() {
        String[] bodies = {"<html>welcome</html>", "{\"action\":\"set\",\"node\":{\"ke", "", "[]", "{}"};
        for (String body : bodies) {
            key.then(HttpAnswer.body(200, "application/json", body));
            ProtocolException unread = Served.failure(ProtocolException.class, write(SHORT));
            assertThat(unread.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(unread).hasMessageContaining("no reply of etcd's");
        }
        key.then(HttpAnswer.body(200, "text/html", "<html>welcome</html>"));
        ProtocolException unread = Served.failure(ProtocolException.class, read(SHORT));
        assertThat(unread.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(unread).hasMessageContaining("HTTP 200, text/html: welcome");
        assertThat(key.count()).isEqualTo(bodies.length + 1);
    }

    @Test
    void aLostAnswerIsAskedForAgainOfAReadOnly() {
        key.then(HttpAnswer.cut(Cut.RST)).then(Served.indexed(200, Served.A).cutAfter(150, Cut.FIN));
        key.then(Served.indexed(200, Served.A));
        Served.get(read(SHORT));
        assertThat(key.count()).isEqualTo(3);
        key.then(HttpAnswer.cut(Cut.FIN));
        assertThat(Served.failure(UnavailableException.class, write(SHORT)).outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(key.count()).isEqualTo(4);
    }

    @Test
    void withoutReconnectingTheFirstFailureIsTheLast() {
        try (HttpBackend once =
                HttpBackend.start(Served.settings(server.endpoint()).withReconnecting(false))) {
            key.then(Served.indexed(200, Served.A).cutAfter(150, Cut.FIN));
            Served.failure(UnavailableException.class, once.read(V2Read.of("/a"), SHORT));
            key.then(Served.indexed(500, TIMED_OUT));
            Served.failure(V2RaftException.class, once.read(V2Read.of("/a"), SHORT));
            assertThat(key.count()).isEqualTo(2);
            server.stop();
            // That its connections are gone is found out by what is sent next.
            Served.failure(UnavailableException.class, once.read(V2Read.of("/a"), SHORT));
            UnavailableException refused =
                    Served.failure(UnavailableException.class, once.write(V2Write.value("/a", "v"), SHORT));
            assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refused).hasCauseInstanceOf(ConnectException.class);
            // And once it is there again, so is the client.
            server.restart();
            key.always(Served.indexed(200, Served.A));
            Served.get(once.read(V2Read.of("/a"), SHORT));
        }
    }

    @Test
    void anOutageOfAllThereIsIsWaitedFor() {
        key.always(Served.indexed(200, Served.SET));
        Served.get(write(SHORT));
        server.stop();
        Served.failure(TransientEtcdException.class, read(BRIEF));
        assertThat(Served.failure(UnavailableException.class, write(BRIEF)).outcome())
                .isEqualTo(Outcome.NOT_APPLIED);
        CompletableFuture<?> waiting = write(SHORT);
        server.restart();
        Served.get(waiting);
        Served.get(write(SHORT));
    }
}
