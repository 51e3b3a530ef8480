package dev.tercet.gateway.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.KeyRange;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostedWatchTest {
    private static final WatchRpcs.Create CREATE =
            new WatchRpcs.Create(KeyRange.of("k"), 0, Set.of(), false, false, true);

    private final Clockwork time = new Clockwork();
    private final ScriptedHttp server = ScriptedHttp.start();
    private final PathScript watches = server.path("/v3/watch").always(HttpAnswer.silence());
    private final PathScript reads = server.path("/v3/kv/range").always(HttpAnswer.silence());
    private final Posted posted = Posted.to(server.endpoint(), time);
    private final Listened<WatchRpcs.Message> heard = Posted.watcher();

    @BeforeEach
    void speaks35() {
        server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.5.30\"}"));
    }

    @AfterEach
    void close() {
        posted.close();
        server.close();
        time.awaitWaiting(0);
    }

    @Test
    void aWatchIsOneRequestUntilProgressIsAskedFor() {
        WireStream stream = open(new CallContext("t", true));
        HttpExchange first = watches.await();
        assertThat(first.header("authorization")).contains("t");
        assertThat(first.header("grpc-metadata-hasleader")).contains("true");
        assertThat(first.body()).contains("\"create_request\"").doesNotContain("progress_request");
        first.chunkedHead().chunk(created(5)).chunk(event(6));
        heard.await("created 5", "r6");

        stream.requestProgress();
        time.awaitWaiting(2);
        // The tail is on its way only when servers have let the watch catch up.
        assertThat(watches.count()).isOne();
        time.pass(250);
        HttpExchange second = watches.await();
        assertThat(second.header("authorization")).contains("t");
        assertThat(second.body()).contains("\"start_revision\":\"7\"").contains("{\"progress_request\":{}}");
        first.chunk(event(7));
        heard.await("created 5", "r6", "r7");
        second.chunkedHead().chunk(created(8) + event(7) + event(8));
        second.chunk(answer(8));
        first.awaitClosedByClient();
        heard.await("created 5", "r6", "r7", "r8", "answer 8");
        stream.cancel();
        assertThat(heard.failure().code()).isEqualTo(StatusCode.CANCELLED);
        second.awaitClosedByClient();
    }

    @Test
    void aSilentWatchIsLeftAloneWhileTheStoreRests() {
        open(CallContext.PLAIN);
        HttpExchange first = watches.await();
        first.chunkedHead().chunk(created(5));
        heard.await("created 5");
        for (int i = 0; i < 3; i++) {
            time.awaitWaiting(1);
            time.pass(10_000);
            HttpExchange read = reads.await();
            assertThat(read.body()).contains("\"serializable\":true").contains("\"keys_only\":true");
            read.answer(200, "application/json", "{\"header\":{\"revision\":\"5\"}}");
            Awaitility.await().until(() -> time.waiting() == 1);
        }
        assertThat(watches.count()).isOne();
        first.chunk(event(6));
        heard.await("created 5", "r6");
    }

    @Test
    void aSilentWatchIsHandedOverWhenTheStoreHasMoved() {
        open(CallContext.WITH_LEADER);
        HttpExchange first = watches.await();
        first.chunkedHead().chunk(created(5));
        heard.await("created 5");
        time.pass(10_000);
        HttpExchange read = reads.await();
        assertThat(read.body()).doesNotContain("serializable");
        read.answer(200, "application/json", "{\"header\":{\"revision\":\"9\"}}");
        time.awaitWaiting(2);
        time.pass(250);
        HttpExchange second = watches.await();
        assertThat(second.body()).contains("\"start_revision\":\"6\"");
        second.chunkedHead().chunk(created(9) + event(8) + answer(9));
        first.awaitClosedByClient();
        heard.await("created 5", "r8");
    }

    @Test
    void watchesThatAreSilentTogetherReadTogether() {
        Listened<WatchRpcs.Message> other = Posted.watcher();
        open(CallContext.PLAIN);
        watches.await().chunkedHead().chunk(created(5));
        heard.await("created 5");
        posted.streams().watch(CREATE, CallContext.PLAIN, other);
        watches.await().chunkedHead().chunk(created(5));
        other.await("created 5");
        time.awaitWaiting(2);
        time.pass(10_000);
        reads.await().answer(200, "application/json", "{\"header\":{\"revision\":\"5\"}}");
        time.awaitWaiting(2);
        assertThat(reads.count()).isOne();
        assertThat(watches.count()).isEqualTo(2);
    }

    @Test
    void aPathThatIsDeadIsFound() {
        open(CallContext.PLAIN);
        watches.await().chunkedHead().chunk(created(5));
        heard.await("created 5");
        time.pass(10_000);
        reads.await();
        time.pass(5_000);
        WireFailure failure = heard.failure();
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.message()).contains("silent");
    }

    @Test
    void anErrorOfTheStreamIsTheEnd() {
        open(CallContext.PLAIN);
        watches.await()
                .chunkedHead()
                .chunk(created(5))
                .chunk("{\"error\":{\"grpc_code\":14,\"http_code\":503,\"message\":\"etcdserver: no leader\"}}\n");
        WireFailure failure = heard.failure();
        assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(failure.message()).isEqualTo("etcdserver: no leader");
        assertThat(failure.reach()).isEqualTo(Reach.ANSWERED);
        heard.await("created 5", "end");
    }

    @Test
    void aRefusalWithoutAMessageIsTheEnd() {
        open(CallContext.PLAIN);
        watches.await().answer(401, "application/json", "{\"code\":16,\"message\":\"etcdserver: invalid auth token\"}");
        assertThat(heard.failure().code()).isEqualTo(StatusCode.UNAUTHENTICATED);
    }

    @Test
    void whatIsCancelledWhileItIsHandedOverLeavesNothing() {
        WireStream stream = open(CallContext.PLAIN);
        HttpExchange first = watches.await();
        first.chunkedHead().chunk(created(5));
        heard.await("created 5");
        stream.requestProgress();
        time.awaitWaiting(2);
        time.pass(250);
        HttpExchange second = watches.await();
        stream.cancel();
        heard.failure();
        first.awaitClosedByClient();
        second.awaitClosedByClient();
        assertThat(time.waiting()).isZero();
    }

    private WireStream open(CallContext context) {
        return posted.streams().watch(CREATE, context, heard);
    }

    private static String created(long revision) {
        return "{\"result\":{" + header(revision) + ",\"created\":true}}\n";
    }

    private static String answer(long revision) {
        return "{\"result\":{" + header(revision) + ",\"watch_id\":\"-1\"}}\n";
    }

    private static String event(long revision) {
        return "{\"result\":{" + header(revision) + ",\"events\":[{\"kv\":{\"key\":\"aw==\",\"mod_revision\":\""
                + revision + "\",\"version\":\"1\"}}]}}\n";
    }

    private static String header(long revision) {
        return "\"header\":{\"revision\":\"" + revision + "\"}";
    }
}
