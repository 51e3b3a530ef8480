package dev.tercet.gateway.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.gateway.internal.ManualTimer;
import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpCall;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.HttpTaker;
import dev.tercet.http.JdkHttpDoor;
import dev.tercet.http.Socket;
import dev.tercet.http.SocketTaker;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DialectsTest {
    private final ScriptedHttp server = ScriptedHttp.start();
    private final ManualTimer timer = new ManualTimer();
    private final HttpDoor door = JdkHttpDoor.open(Endpoint.parse(server.endpoint(), false), timer.settings(), 4, null);
    private final Dialects dialects = new Dialects(door, timer.settings());

    /** Somebody who wants to know. */
    private static final class Asker implements Dialects.Taker {
        private final CompletableFuture<Dialect> dialect = new CompletableFuture<>();
        private final CompletableFuture<WireFailure> failure = new CompletableFuture<>();

        @Override
        public void onDialect(Dialect found) {
            assertThat(dialect.complete(found)).isTrue();
        }

        @Override
        public void onNoDialect(WireFailure why) {
            assertThat(failure.complete(why)).isTrue();
        }

        Dialect found() throws Exception {
            return dialect.get(5, TimeUnit.SECONDS);
        }

        WireFailure failed() throws Exception {
            return failure.get(5, TimeUnit.SECONDS);
        }
    }

    private Asker ask() {
        Asker asker = new Asker();
        dialects.obtain(asker);
        return asker;
    }

    @AfterEach
    void close() {
        door.close();
        server.close();
    }

    @Test
    void itIsKeptUntilItIsForgotten() throws Exception {
        server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.6.14\"}"));
        assertThat(dialects.known()).isNull();
        assertThat(ask().found()).isEqualTo(new Dialect("/v3", 3, 6, 14));
        assertThat(dialects.known()).isEqualTo(new Dialect("/v3", 3, 6, 14));
        assertThat(ask().dialect).isDone();
        dialects.onFailure(new WireFailure(StatusCode.NOT_FOUND, "lease", Reach.ANSWERED, null));
        dialects.onFailure(new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.LOST, null));
        assertThat(dialects.known()).isNotNull();
        dialects.onFailure(new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null));
        assertThat(dialects.known()).isNull();
        assertThat(ask().found().minor()).isEqualTo(6);
        assertThat(server.path("/version").count()).isEqualTo(2);
        timer.awaitNone();
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForEver() throws Exception {
        server.path("/version").then(HttpAnswer.silence()).always(HttpAnswer.json("{\"etcdserver\":\"3.6.14\"}"));
        Asker one = ask();
        Asker two = ask();
        HttpExchange question = server.path("/version").await();
        timer.isUp(ManualTimer.CONNECT.plus(ManualTimer.KEEP_ALIVE_TIMEOUT));
        assertThat(one.failed())
                .isEqualTo(new WireFailure(
                        StatusCode.UNAVAILABLE, "no answer to /version within 7000 ms", Reach.NEVER_LEFT, null));
        assertThat(two.failed()).isEqualTo(one.failed());
        question.awaitClosedByClient();
        assertThat(ask().found().minor()).isEqualTo(6);
    }

    @Test
    void onlyTheLastToGiveUpEndsTheQuestion() throws Exception {
        server.path("/version").then(HttpAnswer.silence());
        Asker one = new Asker();
        Asker two = new Asker();
        Dialects.Inquiry first = dialects.obtain(one);
        Dialects.Inquiry second = dialects.obtain(two);
        HttpExchange question = server.path("/version").await();
        first.cancel();
        first.cancel();
        assertThat(one.failed().code()).isEqualTo(StatusCode.CANCELLED);
        assertThat(one.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(question.isClosedByClient()).isFalse();
        assertThat(two.failure).isNotDone();
        second.cancel();
        assertThat(two.failed().code()).isEqualTo(StatusCode.CANCELLED);
        question.awaitClosedByClient();
        timer.awaitNone();
    }

    @Test
    void aVersionThatGoesOnForEverIsNone() throws Exception {
        server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"" + "3".repeat(100_000) + "\"}"));
        server.path("/v3/maintenance/status").always(HttpAnswer.json("{\"version\":\"3.4.30\"}"));
        assertThat(ask().found()).isEqualTo(new Dialect("/v3", 3, 4, 30));
    }

    @Test
    void oneWithoutAnEndIsNotWaitedFor() throws Exception {
        server.path("/version").always(exchange -> {
            exchange.chunkedHead();
            exchange.chunk(" ".repeat(100_000));
        });
        server.path("/v3/maintenance/status").always(HttpAnswer.json("{\"version\":\"3.4.30\"}"));
        assertThat(ask().found()).isEqualTo(new Dialect("/v3", 3, 4, 30));
        server.path("/version").await().awaitClosedByClient();
        timer.awaitNone();
    }

    @Test
    void nobodyThere() throws Exception {
        server.stop();
        assertThat(ask().failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(ask().failed().code()).isEqualTo(StatusCode.UNAVAILABLE);
        timer.awaitNone();
    }

    @Test
    void closingTellsThoseThatWait() throws Exception {
        server.path("/version").always(HttpAnswer.silence());
        Asker one = ask();
        server.path("/version").await();
        door.close();
        assertThat(one.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(ask().failed().reach()).isEqualTo(Reach.NEVER_LEFT);
    }

    @Test
    void anErrorOnTheWayIsToldToAll() throws Exception {
        server.path("/version").then(HttpAnswer.silence());
        CompletableFuture<WireFailure> told = new CompletableFuture<>();
        dialects.obtain(new Dialects.Taker() {
            @Override
            public void onDialect(Dialect found) {
                throw new NoClassDefFoundError("a/part");
            }

            @Override
            public void onNoDialect(WireFailure why) {
                told.complete(why);
            }
        });
        Asker other = ask();
        server.path("/version").await().answer(200, "application/json", "{\"etcdserver\":\"3.6.14\"}");
        assertThat(other.found().minor()).isEqualTo(6);
        assertThat(told.get(5, TimeUnit.SECONDS).reach()).isEqualTo(Reach.MISCONFIGURED);
        assertThat(told.join().message()).contains("a/part");
    }

    @Test
    void aQuestionThatCannotBeAskedIsAnEndToo() throws Exception {
        Asker asker = new Asker();
        new Dialects(new Unusable(), timer.settings()).obtain(asker);
        assertThat(asker.failed().cause()).isInstanceOf(NoClassDefFoundError.class);
        assertThat(asker.failed().reach()).isEqualTo(Reach.MISCONFIGURED);
        timer.awaitNone();
    }

    /** A part of it is missing. */
    private static final class Unusable implements HttpDoor {
        @Override
        public HttpCall send(HttpAsk ask, HttpTaker taker) {
            throw new NoClassDefFoundError("a/part");
        }

        @Override
        public Socket connect(String path, List<String> protocols, SocketTaker taker) {
            throw new NoClassDefFoundError("a/part");
        }

        @Override
        public void close() {}
    }
}
