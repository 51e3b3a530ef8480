package dev.tercet.gateway.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.gateway.internal.ManualTimer;
import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.JdkHttpDoor;
import dev.tercet.kv.Bytes;
import dev.tercet.lock.LockGrant;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that wait, with a timer whose time comes when the test says so. */
class WaitingCallTest {
    private final ScriptedHttp server = ScriptedHttp.start();
    private final ManualTimer timer = new ManualTimer();
    private final TransportSettings settings = timer.settings();
    private final HttpDoor door = JdkHttpDoor.open(Endpoint.parse(server.endpoint(), false), settings, 1, null);
    private final CompletableFuture<LockGrant> granted = new CompletableFuture<>();
    private final CompletableFuture<WireFailure> failed = new CompletableFuture<>();

    @BeforeEach
    void itIsAnEtcd() {
        server.path("/version").then(HttpAnswer.json("{\"etcdserver\":\"3.6.14\"}"));
        server.path("/v3/lock/lock").always(HttpAnswer.silence());
    }

    @AfterEach
    void close() {
        door.close();
        server.close();
    }

    private WireCall lock() {
        Calls calls = new Calls(door, new Dialects(door, settings), settings);
        WireCall call = calls.call(
                LockRpcs.LOCK, new LockRpcs.Acquire(Bytes.of("name"), 7), CallContext.PLAIN, new Reply<LockGrant>() {
                    @Override
                    public void onReply(LockGrant reply) {
                        granted.complete(reply);
                    }

                    @Override
                    public void onFailure(WireFailure failure) {
                        failed.complete(failure);
                    }
                });
        server.path("/version").await();
        return call;
    }

    @Test
    void aServerThatAnswersIsAskedAgainAndAgain() throws Exception {
        server.path("/version").always(HttpAnswer.body(403, "text/html", "no"));
        lock();
        HttpExchange waiting = server.path("/v3/lock/lock").await();
        for (int i = 0; i < 3; i++) {
            timer.isUp(ManualTimer.KEEP_ALIVE);
            server.path("/version").await();
        }
        waiting.answer(200, "application/json", "{\"header\":{},\"key\":\"bmFtZS83\"}");
        assertThat(granted.get(5, TimeUnit.SECONDS).key()).isEqualTo(Bytes.of("name/7"));
        timer.awaitNone();
    }

    @Test
    void aServerThatDoesNotIsGivenUp() throws Exception {
        server.path("/version").always(HttpAnswer.silence());
        WireCall call = lock();
        HttpExchange waiting = server.path("/v3/lock/lock").await();
        timer.isUp(ManualTimer.KEEP_ALIVE);
        HttpExchange question = server.path("/version").await();
        assertThat(failed).isNotDone();
        timer.isUp(ManualTimer.KEEP_ALIVE_TIMEOUT);
        assertThat(failed.get(5, TimeUnit.SECONDS))
                .isEqualTo(new WireFailure(
                        StatusCode.UNAVAILABLE,
                        "the server gave no sign of life for 5000 ms: no answer from /version",
                        Reach.LOST,
                        null));
        assertThat(call.hasLeft()).isTrue();
        waiting.awaitClosedByClient();
        question.awaitClosedByClient();
        timer.awaitNone();
    }

    @Test
    void givingUpEndsTheQuestionToo() throws Exception {
        server.path("/version").always(HttpAnswer.silence());
        WireCall call = lock();
        server.path("/v3/lock/lock").await();
        timer.isUp(ManualTimer.KEEP_ALIVE);
        HttpExchange question = server.path("/version").await();
        call.cancel();
        assertThat(failed.get(5, TimeUnit.SECONDS).code()).isEqualTo(StatusCode.CANCELLED);
        question.awaitClosedByClient();
        timer.awaitNone();
    }
}
