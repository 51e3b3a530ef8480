package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.conformance.ClientThreads;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.script.http.ScriptedSocket;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedHttpTest {
    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpClient client = ClientThreads.testsOwn(
            () -> HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

    @AfterEach
    void close() {
        server.close();
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.endpoint() + path))
                .header("Grpc-Metadata-hasleader", "true")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private CompletableFuture<HttpResponse<String>> send(String path, String body) {
        return client.sendAsync(post(path, body), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersInTheOrderOfTheScriptAndRecords() throws Exception {
        PathScript put = server.path("/v3/kv/put")
                .then(HttpAnswer.body(502, "text/html", "<html>no</html>"))
                .always(HttpAnswer.json("{}"));

        assertThat(send("/v3/kv/put", "one").get().statusCode()).isEqualTo(502);
        assertThat(send("/v3/kv/put", "two").get().body()).isEqualTo("{}");

        assertThat(put.exchanges()).extracting(HttpExchange::body).containsExactly("one", "two");
        assertThat(put.await().header("grpc-metadata-hasleader")).hasValue("true");
        assertThat(send("/other", "").get().statusCode()).isEqualTo(404);
        assertThat(server.connections()).as("kept for the next request").isEqualTo(1);
    }

    @Test
    void playsChunksByHand() throws Exception {
        PathScript watch = server.path("/v3/watch").always(HttpAnswer.silence());
        CompletableFuture<HttpResponse<String>> answer = send("/v3/watch", "{}");
        HttpExchange exchange = watch.await();

        exchange.chunkedHead().chunk("one ").chunk("two");
        assertThat(answer).isNotDone();
        exchange.lastChunk();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("one two");
    }

    @Test
    void cutsBehindTheByteThatItWasTold() throws Exception {
        HttpAnswer answer = HttpAnswer.body(200, "", "0123456789");
        for (Cut cut : Cut.values()) {
            server.path("/").then(answer.cutAfter(45, cut));
            HttpRequest request = post("/", "");
            BlockingQueue<byte[]> seen = new LinkedBlockingQueue<>();
            assertThatThrownBy(() -> client.send(
                            request,
                            HttpResponse.BodyHandlers.ofByteArrayConsumer(bytes -> bytes.ifPresent(seen::add))))
                    .isInstanceOf(IOException.class);
            String all = seen.stream()
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .reduce("", String::concat);
            assertThat("0123456").as("after " + cut).startsWith(all);
        }
        server.awaitNoneOpen();
    }

    @Test
    void seesTheClientCloseItsConnection() throws Exception {
        PathScript put = server.path("/v3/kv/put").always(HttpAnswer.silence());
        CompletableFuture<HttpResponse<String>> answer = send("/v3/kv/put", "");
        HttpExchange exchange = put.await();
        assertThat(exchange.isClosedByClient()).isFalse();

        answer.cancel(true);

        exchange.awaitClosedByClient();
    }

    @Test
    void refusesConnectionsWhileItIsStopped() throws Exception {
        server.path("/").always(HttpAnswer.json("{}"));
        server.stop();
        assertThatThrownBy(() -> send("/", "").get()).hasRootCauseInstanceOf(IOException.class);
        server.restart();
        assertThat(send("/", "").get().body()).isEqualTo("{}");
    }

    @Test
    void opensWebsockets() throws Exception {
        CompletableFuture<ScriptedSocket> opened = new CompletableFuture<>();
        server.path("/v3/watch").always(exchange -> opened.complete(exchange.upgrade()));
        Listener listener = new Listener();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(server.endpoint().replace("http", "ws") + "/v3/watch"), listener)
                .get(10, TimeUnit.SECONDS);
        ScriptedSocket script = opened.get(10, TimeUnit.SECONDS);

        socket.sendText("{\"create_", false).get();
        socket.sendText("request\":{}}", true).get();
        assertThat(script.await()).isEqualTo("{\"create_request\":{}}");

        script.text("hello").frames("hello", " ", "again");
        assertThat(listener.texts.take()).isEqualTo("hello");
        assertThat(listener.texts.take() + listener.texts.take() + listener.texts.take())
                .isEqualTo("hello again");

        socket.sendPing(ByteBuffer.wrap(new byte[] {7})).get();
        assertThat(listener.pongs.poll(10, TimeUnit.SECONDS)).isEqualTo(ByteBuffer.wrap(new byte[] {7}));
        script.ping();
        await().until(() -> script.pongs() == 1);

        socket.sendClose(WebSocket.NORMAL_CLOSURE, "enough").get();
        script.awaitClosedByClient();
        assertThat(script.closeCode()).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void greetsWithWhatIsNoHttp() {
        server.greet(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> send("/", "").get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001 \u0001\n \u0003\n",
                "POST / HTTP/1.1\nno header\n\n",
                "POST / HTTP/1.1\nContent-Length: many\n\n",
                "POST / HTTP/1.1\nContent-Length: -7\n\n",
                "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\nzz\n"
            })
    void whatIsNoRequestEndsItsConnectionAndNothingElse(String bytes) throws Exception {
        server.path("/").always(HttpAnswer.json("{}"));
        URI there = URI.create(server.endpoint());
        try (Socket socket = new Socket(there.getHost(), there.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(send("/", "").get(10, TimeUnit.SECONDS).body()).isEqualTo("{}");
        assertThat(server.path("/").count()).isEqualTo(1);
    }

    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<ByteBuffer> pongs = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            texts.add(data.toString());
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            ByteBuffer copy = ByteBuffer.allocate(message.remaining()).put(message);
            pongs.add(copy.flip());
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
