package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.script.http.ScriptedSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Websockets over the JDK's client, and what becomes of them. */
final class JdkSocketTest {
    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpDoor door = Doors.open(server.endpoint(), 1);
    private final Ear ear = new Ear();
    private final Queue<ScriptedSocket> peers = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        door.close();
        server.close();
    }

    static final class Ear implements SocketTaker {
        final List<String> log = new CopyOnWriteArrayList<>();
        volatile @Nullable WireFailure failure;

        @Override
        public void onOpen() {
            log.add("open");
        }

        @Override
        public void onRefused(int status) {
            log.add("refused " + status);
        }

        @Override
        public void onUnanswered() {
            log.add("unanswered");
        }

        @Override
        public void onText(String text) {
            log.add(text.length() > 100 ? text.length() + " characters" : text);
        }

        @Override
        public void onPong() {
            log.add("pong");
        }

        @Override
        public void onEnd(@Nullable WireFailure given) {
            failure = given;
            log.add("end");
        }

        void hears(String... all) {
            Awaitility.await().untilAsserted(() -> assertThat(log).containsExactly(all));
        }

        WireFailure failed() {
            Awaitility.await().until(() -> log.contains("end"));
            WireFailure seen = failure;
            if (seen == null) {
                throw new AssertionError("no failure");
            }
            return seen;
        }
    }

    private Socket connect() {
        Socket socket = door.connect("/v3/watch", List.of(), ear);
        socket.request(Long.MAX_VALUE);
        return socket;
    }

    /** Has the server open websockets. */
    private void opens() {
        server.path("/v3/watch").always(exchange -> peers.add(exchange.upgrade()));
    }

    private ScriptedSocket accepted() {
        Awaitility.await("a websocket").until(() -> !peers.isEmpty());
        return peers.remove();
    }

    @Test
    void oneThatIsCutBeforeItIsOpenWasNotAnswered() {
        server.path("/v3/watch").always(HttpAnswer.cut(Cut.RST));
        connect();
        ear.hears("unanswered", "end");
        assertThat(ear.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
    }

    @Test
    void oneThatIsSwallowedWasNotAnswered() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        server.path("/v3/watch").always(exchange -> never.join());
        connect();
        ear.hears("unanswered", "end");
        never.complete(null);
    }

    @Test
    void whereNobodyListensNobodyLeavesItUnanswered() {
        server.close();
        connect();
        ear.hears("end");
    }

    @Test
    void messagesBothWays() {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        server.path("/v3/watch").always(exchange -> {
            sent.join();
            peers.add(exchange.upgrade());
        });
        Socket socket = connect();
        socket.send("before it is open");
        assertThat(socket.hasLeft()).isFalse();
        sent.complete(null);
        ScriptedSocket peer = accepted();
        for (int i = 0; i < 500; i++) {
            socket.send("" + i);
        }
        assertThat(peer.await()).isEqualTo("before it is open");
        for (int i = 0; i < 500; i++) {
            assertThat(peer.await()).isEqualTo("" + i);
        }
        assertThat(socket.hasLeft()).isTrue();
        peer.text("ä");
        peer.frames("one ", "two ", "three");
        peer.ping();
        peer.text("{}");
        ear.hears("open", "ä", "one two three", "{}");
        Awaitility.await().until(() -> peer.pongs() == 1);
    }

    @Test
    void whatItIsAskedToSpeak() {
        server.path("/v3/watch").always(HttpAnswer.silence());
        door.connect("/v3/watch", List.of("Bearer", "a.b-c_1"), ear);
        HttpExchange handshake = server.path("/v3/watch").await();
        assertThat(handshake.header("sec-websocket-protocol")).contains("Bearer, a.b-c_1");
        assertThat(handshake.method()).isEqualTo("GET");
    }

    @Test
    void messagesComeAsTheyAreAskedFor() {
        opens();
        Socket socket = door.connect("/v3/watch", List.of(), ear);
        ScriptedSocket peer = accepted();
        peer.frames("on", "e").ping().text("two").text("three");
        ear.hears("open");
        socket.request(1);
        ear.hears("open", "one");
        socket.request(2);
        ear.hears("open", "one", "two", "three");
    }

    @Test
    void signsOfLife() {
        opens();
        Socket socket = connect();
        socket.ping();
        ScriptedSocket peer = accepted();
        ear.hears("open");
        socket.ping();
        ear.hears("open", "pong");
        socket.ping();
        ear.hears("open", "pong", "pong");
        assertThat(peer.pings()).isEqualTo(2);
    }

    @Test
    void anUpgradeThatIsRefused() {
        server.path("/v3/watch").always(HttpAnswer.body(404, "text/plain", "404 page not found"));
        connect();
        ear.hears("refused 404", "end");
        assertThat(ear.failed().reach()).isEqualTo(Reach.REFUSED);
    }

    @Test
    void nobodyThere() {
        server.stop();
        connect();
        assertThat(ear.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(ear.log).containsExactly("end");
    }

    @Test
    void aServerThatNeverAnswers() {
        server.path("/v3/watch").always(HttpAnswer.silence());
        connect();
        assertThat(ear.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        server.path("/v3/watch").await().awaitClosedByClient();
    }

    @Test
    void closedInOrder() {
        opens();
        connect();
        ScriptedSocket peer = accepted();
        peer.text("last").close(1000);
        ear.hears("open", "last", "end");
        assertThat(ear.failure).isNull();
        peer.awaitClosedByClient();
    }

    @Test
    void closedOtherwise() {
        opens();
        connect();
        ScriptedSocket peer = accepted();
        peer.close(1011);
        assertThat(ear.failed().message()).contains("1011");
        peer.awaitClosedByClient();
    }

    @Test
    void cutInTheMiddleOfAMessage() {
        opens();
        for (Cut cut : Cut.values()) {
            Socket socket = connect();
            socket.send("{}");
            ScriptedSocket peer = accepted();
            peer.await();
            peer.raw(new byte[] {(byte) 0x81, 10, 'a'}).cut(cut);
            assertThat(ear.failed().reach()).isEqualTo(Reach.LOST);
            ear.log.clear();
        }
    }

    @Test
    void cancelledAtAnyTime() {
        server.path("/v3/watch").always(HttpAnswer.silence());
        Socket socket = connect();
        HttpExchange early = server.path("/v3/watch").await();
        socket.cancel();
        assertThat(ear.failed().code()).isEqualTo(StatusCode.CANCELLED);
        early.awaitClosedByClient();

        opens();
        ear.log.clear();
        Socket second = connect();
        ScriptedSocket peer = accepted();
        ear.hears("open");
        second.send("{}");
        peer.await();
        second.cancel();
        ear.hears("open", "end");
        assertThat(ear.failed().reach()).isEqualTo(Reach.LOST);
        peer.awaitClosedByClient();
    }

    @Test
    void whatIsNoMessage() {
        opens();
        connect();
        ScriptedSocket peer = accepted();
        peer.binary("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(ear.failed().message()).contains("not text");
        peer.awaitClosedByClient();

        ear.log.clear();
        connect();
        ScriptedSocket next = accepted();
        // Masked, which a server's frame is not.
        next.raw(new byte[] {(byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 5, 6});
        assertThat(ear.failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        next.awaitClosedByClient();
    }

    @Test
    void messagesUpToTheLimit() {
        opens();
        connect();
        ScriptedSocket peer = accepted();
        String half = "x".repeat(1 << 19);
        peer.frames(half, half);
        ear.hears("open", (1 << 20) + " characters");
        peer.frames(half, half, "x");
        assertThat(ear.failed().code()).isEqualTo(StatusCode.RESOURCE_EXHAUSTED);
        peer.awaitClosedByClient();
    }

    @Test
    void closingTheDoorEndsIt() {
        opens();
        connect();
        ScriptedSocket peer = accepted();
        ear.hears("open");
        door.close();
        ear.hears("open", "end");
        assertThat(ear.failed().code()).isEqualTo(StatusCode.UNAVAILABLE);
        peer.awaitClosedByClient();
        connect();
        ear.hears("open", "end", "end");
        assertThat(server.path("/v3/watch").count()).isEqualTo(1);
    }
}
