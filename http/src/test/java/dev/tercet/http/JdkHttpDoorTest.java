package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests over the JDK's client, and what becomes of them. */
final class JdkHttpDoorTest {
    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpDoor door = Doors.open(server.endpoint(), 4);

    @AfterEach
    void close() {
        door.close();
        server.close();
    }

    private Taken post(String path, String body) {
        Taken taken = new Taken();
        door.send(Doors.post(path, body), taken).request(Long.MAX_VALUE);
        return taken;
    }

    private Taken get(String path) {
        Taken taken = new Taken();
        door.send(HttpAsk.get(path), taken).request(Long.MAX_VALUE);
        return taken;
    }

    @Test
    void aRequestAndItsAnswer() {
        server.path("/v3/kv/put").always(HttpAnswer.replying(HttpExchange::body));
        assertThat(post("/v3/kv/put", "{\"a\":\"ä\"}").good().text()).isEqualTo("{\"a\":\"ä\"}");
        HttpExchange exchange = server.path("/v3/kv/put").await();
        assertThat(exchange.headers()).containsOnlyKeys("host", "user-agent", "content-type", "content-length");
        assertThat(exchange.method()).isEqualTo("POST");
    }

    @Test
    void theHeadComesFirstAndTheEndLast() {
        server.path("/version").always(HttpAnswer.body(404, "text/html", "no"));
        Taken taken = get("/version").good();
        assertThat(taken.log).containsExactly("head 404", "bytes", "end");
        assertThat(taken.head().status()).isEqualTo(404);
        assertThat(taken.head().contentType()).isEqualTo("text/html");
        assertThat(taken.head().location()).isEmpty();
        assertThat(server.path("/version").await().method()).isEqualTo("GET");
    }

    @Test
    void anEmptyAnswer() {
        server.path("/a").always(HttpAnswer.body(200, "", ""));
        assertThat(post("/a", "{}").good().text()).isEmpty();
        server.path("/b").always(HttpAnswer.raw("HTTP/1.1 204 No Content\r\n\r\n"));
        assertThat(post("/b", "{}").good().log).containsExactly("head 204", "end");
    }

    @Test
    void redirectsAreNotFollowed() {
        server.path("/a").always(HttpAnswer.redirect(307, "http://elsewhere.invalid/"));
        assertThat(post("/a", "{}").good().head().location()).isEqualTo("http://elsewhere.invalid/");
    }

    @Test
    void oneConnectionServesRequestsInTurn() {
        server.path("/a").always(HttpAnswer.json("{}"));
        for (int i = 0; i < 50; i++) {
            post("/a", "{}").good();
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void requestsBeginNoThreads() {
        server.path("/a").always(HttpAnswer.json("{}"));
        post("/a", "{}").good();
        // They are numbered in the order in which they are made.
        long before = new Thread().getId();
        for (int i = 0; i < 200; i++) {
            CountDownLatch end = new CountDownLatch(1);
            HttpTaker taker = new HttpTaker() {
                @Override
                public void onHead(HttpHead head) {}

                @Override
                public void onBytes(List<ByteBuffer> bytes) {}

                @Override
                public void onEnd(@Nullable WireFailure failure) {
                    end.countDown();
                }
            };
            door.send(Doors.post("/a", "{}"), taker).request(Long.MAX_VALUE);
            assertThat(within(end)).isTrue();
        }
        assertThat(new Thread().getId() - before).isLessThan(50);
    }

    private static boolean within(CountDownLatch end) {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void bytesComeAsTheyAreAskedFor() {
        server.path("/a").always(HttpAnswer.silence());
        Taken taken = new Taken();
        HttpCall call = door.send(Doors.post("/a", "{}"), taken);
        HttpExchange exchange =
                server.path("/a").await().chunkedHead().chunk("one ").chunk("two ");
        Awaitility.await().untilAsserted(() -> assertThat(taken.log).containsExactly("head 200"));
        call.request(1);
        Awaitility.await().until(() -> taken.text().startsWith("one "));
        exchange.chunk("three").lastChunk();
        call.request(Long.MAX_VALUE);
        assertThat(taken.good().text()).isEqualTo("one two three");
    }

    @Test
    void cancellingClosesTheConnectionWhereverTheRequestIs() {
        server.path("/a").always(HttpAnswer.silence());
        for (boolean answering : new boolean[] {false, true}) {
            for (boolean asking : new boolean[] {false, true}) {
                Taken taken = new Taken();
                HttpCall call = door.send(Doors.post("/a", "{}"), taken);
                if (asking) {
                    call.request(Long.MAX_VALUE);
                }
                HttpExchange exchange = server.path("/a").await();
                if (answering) {
                    exchange.chunkedHead().chunk("one");
                    Awaitility.await().until(() -> taken.log.contains(asking ? "bytes" : "head 200"));
                }
                assertThat(call.hasLeft()).isTrue();
                call.cancel();
                assertThat(taken.failed().code()).isEqualTo(StatusCode.CANCELLED);
                assertThat(taken.failed().reach()).isEqualTo(Reach.LOST);
                exchange.awaitClosedByClient();
            }
        }
    }

    @Test
    void cancellingWhatIsOverHarmsNobody() {
        server.path("/a").always(HttpAnswer.json("{}"));
        Taken taken = new Taken();
        HttpCall call = door.send(Doors.post("/a", "{}"), taken);
        call.request(Long.MAX_VALUE);
        taken.good();
        call.cancel();
        post("/a", "{}").good();
        assertThat(server.connections()).isEqualTo(1);
        assertThat(taken.log).containsOnlyOnce("end");
    }

    @Test
    void noMoreThanAllowedAreUnderWayAndTheOthersKeepTheirOrder() {
        server.path("/a").always(HttpAnswer.silence());
        List<Taken> all = new ArrayList<>();
        List<HttpCall> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Taken taken = new Taken();
            HttpCall call = door.send(Doors.post("/a", "" + i), taken);
            call.request(Long.MAX_VALUE);
            calls.add(call);
            all.add(taken);
        }
        calls.get(5).cancel();
        assertThat(all.get(5).failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(calls.get(6).hasLeft()).isFalse();
        List<HttpExchange> first = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            first.add(server.path("/a").await());
        }
        assertThat(server.path("/a").poll(Duration.ofMillis(100))).isNull();
        // Once one ends, the next in line follows on its connection.
        HttpExchange last = first.get(0);
        for (String expected : List.of("4", "6", "7", "8", "9", "10", "11")) {
            last.answer(200, "", "{}");
            last = server.path("/a").await();
            assertThat(last.body()).isEqualTo(expected);
        }
        assertThat(server.connections()).isEqualTo(4);
    }

    @Test
    void aConnectionThatIsCutLeavesAPostInDoubt() {
        server.path("/a").always(HttpAnswer.cut(Cut.RST));
        assertThat(post("/a", "{}").failed().reach()).isEqualTo(Reach.LOST);
        server.path("/b").always(HttpAnswer.cut(Cut.FIN));
        assertThat(post("/b", "{}").failed().reach()).isEqualTo(Reach.LOST);
        assertThat(server.path("/b").poll(Duration.ofMillis(200))).isNotNull();
        assertThat(server.path("/b").poll(Duration.ofMillis(200))).isNull();
    }

    private Taken sent(HttpAsk ask) {
        Taken taken = new Taken();
        door.send(ask, taken).request(Long.MAX_VALUE);
        return taken;
    }

    @Test
    void aPutAndADelete() {
        server.path("/k").always(HttpAnswer.replying(HttpExchange::body));
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        HttpAsk put = new HttpAsk("PUT", "/k", form, "value=a+b".getBytes(StandardCharsets.US_ASCII), false);
        assertThat(sent(put).good().text()).isEqualTo("value=a+b");
        HttpExchange exchange = server.path("/k").await();
        assertThat(exchange.method()).isEqualTo("PUT");
        assertThat(exchange.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");

        assertThat(sent(Doors.ask("DELETE", "/k", "")).good().text()).isEmpty();
        exchange = server.path("/k").await();
        assertThat(exchange.method()).isEqualTo("DELETE");
        assertThat(exchange.headers()).doesNotContainKeys("content-type", "transfer-encoding");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void anyHeaderOfAnAnswerCanBeHad() {
        server.path("/k")
                .always(HttpAnswer.raw(
                        "HTTP/1.1 200 OK\r\nX-Etcd-Index: 35\r\nx-raft-term: 2\r\nContent-Length: 0\r\n\r\n"));
        HttpHead head = get("/k").good().head();
        assertThat(head.header("x-etcd-index")).contains("35");
        assertThat(head.header("X-Raft-Term")).contains("2");
        assertThat(head.header("X-Etcd-Cluster-Id")).isEmpty();
    }

    @Test
    void aDeleteTellsWhetherItHasLeft() {
        server.path("/busy").always(HttpAnswer.silence());
        server.path("/k").always(HttpAnswer.silence());
        List<HttpCall> busy = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            busy.add(door.send(Doors.post("/busy", "{}"), new Taken()));
            server.path("/busy").await();
        }
        Taken kept = new Taken();
        HttpCall inLine = door.send(Doors.ask("DELETE", "/k", ""), kept);
        Taken gone = new Taken();
        HttpCall next = door.send(Doors.ask("DELETE", "/k", ""), gone);
        assertThat(inLine.hasLeft()).isFalse();
        inLine.cancel();
        assertThat(kept.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(next.hasLeft()).isFalse();

        busy.get(0).cancel();
        server.path("/k").await();
        assertThat(next.hasLeft()).isTrue();
        next.cancel();
        assertThat(gone.failed().reach()).isEqualTo(Reach.LOST);
        assertThat(inLine.hasLeft()).isFalse();
    }

    @Test
    void aDeleteThatIsCutIsInDoubtAndOneThatFindsNobodyIsNot() {
        server.path("/k").always(HttpAnswer.cut(Cut.RST));
        assertThat(sent(Doors.ask("DELETE", "/k", "")).failed().reach()).isEqualTo(Reach.LOST);
        HttpDoor toNobody = Doors.open("http://127.0.0.1:1", 4);
        Taken taken = new Taken();
        HttpCall call = toNobody.send(Doors.ask("DELETE", "/k", ""), taken);
        assertThat(taken.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(call.hasLeft()).isFalse();
        toNobody.close();
    }
}
