package dev.tercet.gateway.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.election.Leader;
import dev.tercet.kv.Bytes;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostedStreamTest {
    private static final String CHUNK = "{\"result\":{\"remaining_bytes\":\"9\",\"blob\":\"YQ==\"}}\n";

    private final Clockwork time = new Clockwork();
    private final ScriptedHttp server = ScriptedHttp.start();
    private final PathScript snapshots = server.path("/v3/maintenance/snapshot").always(HttpAnswer.silence());
    private final PathScript observed = server.path("/v3/election/observe").always(HttpAnswer.silence());
    private final PathScript leaders = server.path("/v3/election/leader").always(HttpAnswer.silence());
    private final Posted posted = Posted.to(server.endpoint(), time);
    private final Listened<SnapshotChunk> chunks =
            new Listened<>(chunk -> chunk.bytes().utf8());
    private final Listened<Leader> led = new Listened<>(leader -> leader.value().utf8());

    @BeforeEach
    void speaks36() {
        server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.6.14\"}"));
    }

    @AfterEach
    void close() {
        posted.close();
        server.close();
        time.awaitWaiting(0);
    }

    @Test
    void asManyMessagesComeAsWereAskedFor() {
        WireStream stream = snapshot();
        snapshots.await().chunkedHead().chunk(CHUNK + CHUNK).chunk(CHUNK).lastChunk();
        chunks.await("a");
        stream.request(1);
        chunks.await("a", "a");
        stream.request(5);
        chunks.await("a", "a", "a", "end");
        assertThat(chunks.hasFailed()).isFalse();
    }

    @Test
    void chunksMayBeginAndEndAnywhere() {
        WireStream stream = snapshot();
        stream.request(9);
        HttpExchange exchange = snapshots.await().chunkedHead();
        for (byte each : CHUNK.trim().repeat(2).getBytes(StandardCharsets.UTF_8)) {
            exchange.chunk(new byte[] {each});
        }
        exchange.lastChunk();
        chunks.await("a", "a", "end");
    }

    @Test
    void anAnswerThatIsCutOffIsNoEnd() {
        snapshot().request(9);
        snapshots
                .await()
                .chunkedHead()
                .chunk(CHUNK)
                .chunk(CHUNK.substring(0, 20))
                .lastChunk();
        WireFailure failure = chunks.failure();
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.message()).contains("/v3/maintenance/snapshot", "cut off");
        chunks.await("a", "end");
    }

    @Test
    void aConnectionThatIsCutIsAFailure() {
        snapshot().request(9);
        snapshots.await().chunkedHead().chunk(CHUNK).cut(Cut.FIN);
        assertThat(chunks.failure().reach()).isEqualTo(Reach.LOST);
        chunks.await("a", "end");
    }

    @Test
    void aMessageThatIsTooLargeIsAFailure() {
        snapshot();
        HttpExchange exchange = snapshots.await().chunkedHead();
        for (int i = 0; i < 17; i++) {
            exchange.chunk((i == 0 ? "{\"result\":{\"blob\":\"" : "") + "A".repeat(1 << 16));
        }
        WireFailure failure = chunks.failure();
        assertThat(failure.code()).isEqualTo(StatusCode.RESOURCE_EXHAUSTED);
        exchange.awaitClosedByClient();
    }

    @Test
    void aPageOfAProxyIsNamed() {
        snapshot();
        snapshots.await().answer(502, "text/html", "<html>bad gateway</html>");
        WireFailure failure = chunks.failure();
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.message()).contains("502", "/v3/maintenance/snapshot", "text/html");
    }

    @Test
    void somethingElseThanJsonIsNamed() {
        snapshot();
        snapshots.await().answer(200, "application/json", "hello");
        assertThat(chunks.failure().message()).contains("/v3/maintenance/snapshot");
    }

    @Test
    void cancellingClosesTheConnection() {
        WireStream stream = snapshot();
        HttpExchange exchange = snapshots.await().chunkedHead().chunk(CHUNK);
        chunks.await("a");
        stream.cancel();
        chunks.await("a", "end");
        exchange.awaitClosedByClient();
        stream.request(1);
        stream.cancel();
    }

    @Test
    void aSnapshotThatIsAskedForAndSilentIsDead() {
        WireStream stream = snapshot();
        HttpExchange exchange = snapshots.await().chunkedHead().chunk(CHUNK);
        chunks.await("a");
        stream.request(1);
        time.awaitDue(15_000);
        time.pass(14_999);
        assertThat(chunks.hasFailed()).isFalse();
        time.pass(1);
        WireFailure failure = chunks.failure();
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.message()).contains("15000 ms");
        exchange.awaitClosedByClient();
    }

    @Test
    void aSnapshotThatIsNotAskedForMaySleep() {
        WireStream stream = snapshot();
        HttpExchange exchange = snapshots.await().chunkedHead().chunk(CHUNK);
        chunks.await("a");
        time.pass(60_000);
        time.pass(60_000);
        stream.request(1);
        exchange.chunk(CHUNK);
        chunks.await("a", "a");
    }

    @Test
    void aSilentElectionIsAskedWhoLeads() {
        observe().request(9);
        // Nothing comes of it before there is a leader, not even a head.
        HttpExchange stream = observed.await();
        time.pass(10_000);
        leaders.await().answer(500, "application/json", "{\"code\":2,\"message\":\"election: no leader\"}");
        time.awaitDue(10_000);
        stream.chunkedHead().chunk("{\"result\":" + leader("a", 5) + "}\n");
        led.await("a");
        time.pass(10_000);
        leaders.await().answer(200, "application/json", leader("a", 5));
        time.awaitDue(10_000);
        stream.chunk("{\"result\":" + leader("b", 6) + "}\n");
        led.await("a", "b");
    }

    @Test
    void anElectionThatDoesNotSayWhoLeadsIsDead() {
        observe().request(9);
        observed.await().chunkedHead().chunk("{\"result\":" + leader("a", 5) + "}\n");
        led.await("a");
        time.pass(10_000);
        leaders.await().answer(200, "application/json", leader("b", 6));
        time.awaitDue(5_000);
        time.pass(5_000);
        assertThat(led.failure().reach()).isEqualTo(Reach.LOST);
        led.await("a", "end");
    }

    @Test
    void anElectionThatIsOnlyLateGoesOn() {
        observe().request(9);
        HttpExchange stream = observed.await().chunkedHead().chunk("{\"result\":" + leader("a", 5) + "}\n");
        led.await("a");
        time.pass(10_000);
        leaders.await().answer(200, "application/json", leader("b", 6));
        time.awaitDue(5_000);
        stream.chunk("{\"result\":" + leader("b", 6) + "}\n");
        led.await("a", "b");
        time.awaitDue(10_000);
    }

    @Test
    void anElectionOfAServerThatIsDeadIsDead() {
        observe();
        observed.await();
        time.pass(10_000);
        HttpExchange read = leaders.await();
        time.pass(5_000);
        assertThat(led.failure().reach()).isEqualTo(Reach.LOST);
        read.awaitClosedByClient();
    }

    @Test
    void anElectionThatMayNotBeReadAnyMoreEndsSo() {
        observe();
        observed.await();
        time.pass(10_000);
        leaders.await().answer(401, "application/json", "{\"code\":16,\"message\":\"etcdserver: invalid auth token\"}");
        assertThat(led.failure().reach()).isEqualTo(Reach.ANSWERED);
    }

    @Test
    void aServerThatIsNotThereIsSaidToBe() {
        server.stop();
        snapshot();
        assertThat(chunks.failure().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(snapshots.poll(Duration.ZERO)).isNull();
    }

    private WireStream snapshot() {
        return posted.streams().stream(
                MaintenanceRpcs.SNAPSHOT, MaintenanceRpcs.Ask.SNAPSHOT, CallContext.PLAIN, chunks);
    }

    private WireStream observe() {
        return posted.streams().stream(
                ElectionRpcs.OBSERVE, new ElectionRpcs.Ask(Bytes.of("e")), CallContext.PLAIN, led);
    }

    /** Keys are all the same: only the revision tells. */
    private static String leader(String value, long revision) {
        String encoded = java.util.Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        return "{\"header\":{\"revision\":\"" + revision + "\"},\"kv\":{\"key\":\"ZS8x\",\"create_revision\":\"5\","
                + "\"mod_revision\":\"" + revision + "\",\"version\":\"1\",\"value\":\"" + encoded + "\"}}";
    }
}
