package dev.tercet.gateway.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.kv.PutResult;
import dev.tercet.spi.ReplyTooLargeException;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls, from the client down to the wire. */
class UnaryCallTest {
    private static final String DONE = "{\"header\":{\"revision\":\"7\"}}";

    private final ScriptedHttp server = ScriptedHttp.start();

    @BeforeEach
    void itIsAnEtcd() {
        server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.6.14\"}"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private EtcdClientBuilder builder() {
        return EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(GatewayTransport.create())
                .timeout(Duration.ofSeconds(5));
    }

    private EtcdException putFails(EtcdClient client) {
        EtcdException thrown =
                catchThrowableOfType(EtcdException.class, () -> client.kv().put("k", "v"));
        assertThat(thrown).isNotNull();
        assertThat(thrown).hasMessageStartingWith("put \"k\" at " + server.endpoint() + ": ");
        return thrown;
    }

    @Test
    void anOlderServerInThePlaceOfTheOneThatWasIsSpokenToInItsWords() {
        server.path("/v3/kv/put")
                .then(HttpAnswer.json(DONE))
                .always(HttpAnswer.body(404, "text/plain", "404 page not found"));
        server.path("/v3beta/kv/put").always(HttpAnswer.json(DONE));
        try (EtcdClient client = builder().build()) {
            client.kv().put("k", "v");
            server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.3.25\"}"));
            assertThat(client.kv().put("k", "v").header().revision()).isEqualTo(7);
        }
        assertThat(server.path("/v3beta/kv/put").count()).isEqualTo(1);
    }

    @Test
    void theVersionIsAskedForOnce() {
        server.path("/version")
                .then(HttpAnswer.json("{\"etcdserver\":\"3.6.14\"}").after(Duration.ofMillis(200)));
        server.path("/v3/kv/put").always(HttpAnswer.json(DONE));
        try (EtcdClient client = builder().build()) {
            List<CompletableFuture<PutResult>> puts = IntStream.range(0, 50)
                    .mapToObj(i -> client.async().kv().put("k" + i, "v"))
                    .toList();
            assertThat(puts)
                    .allSatisfy(put -> assertThat(
                                    put.get(5, TimeUnit.SECONDS).header().revision())
                            .isEqualTo(7));
            client.kv().put("k", "v");
        }
        assertThat(server.path("/version").count()).isEqualTo(1);
        assertThat(server.path("/v3/kv/put").exchanges())
                .hasSize(51)
                .allSatisfy(exchange -> assertThat(exchange.body()).contains("\"value\":\"dg==\""));
    }

    @Test
    void aReplyMayComeInAnyPieces() {
        server.path("/v3/kv/put").always(exchange -> {
            exchange.chunkedHead();
            DONE.chars().forEach(c -> exchange.chunk(String.valueOf((char) c)));
            exchange.lastChunk();
        });
        try (EtcdClient client = builder().build()) {
            assertThat(client.kv().put("k", "v").header().revision()).isEqualTo(7);
        }
    }

    static Stream<Arguments> badAnswers() {
        String chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                Arguments.of(
                        "a page",
                        HttpAnswer.body(200, "text/html", "<p>Log in</p>"),
                        ErrorCode.PROTOCOL,
                        Outcome.UNKNOWN,
                        "HTTP 200, text/html: Log in"),
                Arguments.of(
                        "an error of a balancer",
                        HttpAnswer.body(502, "text/html", "<h1>Bad Gateway</h1>"),
                        ErrorCode.UNAVAILABLE,
                        Outcome.UNKNOWN,
                        "HTTP 502, text/html: Bad Gateway"),
                Arguments.of(
                        "half a reply",
                        HttpAnswer.json("{\"header\":{"),
                        ErrorCode.PROTOCOL,
                        Outcome.UNKNOWN,
                        "JSON that is cut off after 11 bytes"),
                Arguments.of("no JSON", HttpAnswer.json("yes"), ErrorCode.PROTOCOL, Outcome.UNKNOWN, "is no reply"),
                Arguments.of(
                        "nothing", HttpAnswer.json(""), ErrorCode.PROTOCOL, Outcome.UNKNOWN, "is no reply: nothing"),
                Arguments.of(
                        "a cut in the middle",
                        HttpAnswer.raw(chunked + "5\r\n{\"hea").thenCut(Cut.FIN),
                        ErrorCode.UNAVAILABLE,
                        Outcome.UNKNOWN,
                        ""),
                Arguments.of("a cut before", HttpAnswer.cut(Cut.RST), ErrorCode.UNAVAILABLE, Outcome.UNKNOWN, ""),
                Arguments.of(
                        "a redirect",
                        HttpAnswer.redirect(307, "http://127.0.0.1:1/v3/kv/put"),
                        ErrorCode.CONNECTION_REJECTED,
                        Outcome.NOT_APPLIED,
                        "HTTP 307 to http://127.0.0.1:1/v3/kv/put"),
                Arguments.of(
                        "a gateway that is off",
                        HttpAnswer.body(404, "text/plain; charset=utf-8", "404 page not found\n"),
                        ErrorCode.CONNECTION_REJECTED,
                        Outcome.NOT_APPLIED,
                        "without its JSON gateway"),
                Arguments.of(
                        "a missing route",
                        HttpAnswer.json(404, "{\"code\":5, \"message\":\"Not Found\"}"),
                        ErrorCode.UNSUPPORTED,
                        Outcome.NOT_APPLIED,
                        "etcd 3.6.14's gateway has no /v3/kv/put: use gRPC"),
                Arguments.of(
                        "etcd's own error",
                        HttpAnswer.json(404, "{\"code\":5, \"message\":\"etcdserver: requested lease not found\"}"),
                        ErrorCode.LEASE_NOT_FOUND,
                        Outcome.NOT_APPLIED,
                        "etcdserver: requested lease not found"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void badAnswersAreTypedErrors(String name, HttpAnswer answer, ErrorCode code, Outcome outcome, String words) {
        server.path("/v3/kv/put").always(answer);
        try (EtcdClient client = builder().build()) {
            EtcdException thrown = putFails(client);
            assertThat(thrown.code()).isEqualTo(code);
            assertThat(thrown.outcome()).isEqualTo(outcome);
            assertThat(thrown).hasMessageContaining(words);
            assertThat(server.path("/v3/kv/put").count()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRead() {
        server.path("/v3/kv/put").always(exchange -> {
            exchange.chunkedHead();
            exchange.chunk(" ".repeat(3000));
        });
        try (EtcdClient client = builder().maxInboundBytes(2000).build()) {
            EtcdException thrown = putFails(client);
            assertThat(thrown.code()).isEqualTo(ErrorCode.PROTOCOL);
            assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(thrown).hasMessageContaining("/v3/kv/put exceeds maximum size 2000");
            server.path("/v3/kv/put").await().awaitClosedByClient();
        }
    }

    @Test
    void anAnswerThatIsTooLargeForThisCallIsNotRead() {
        server.path("/v3/kv/put").always(exchange -> {
            exchange.chunkedHead();
            exchange.chunk(" ".repeat(3000));
        });
        try (EtcdClient client = builder().build()) {
            EtcdException thrown = putFails(client.with(CallOptions.DEFAULT.withMaxReplyBytes(1500)));
            assertThat(thrown.code()).isEqualTo(ErrorCode.PROTOCOL);
            assertThat(thrown).hasMessageContaining("/v3/kv/put exceeds maximum size 2000");
            assertThat(thrown).hasCauseInstanceOf(ReplyTooLargeException.class);
            server.path("/v3/kv/put").await().awaitClosedByClient();
        }
    }

    @Test
    void ofAPageInPlaceOfAReplyOnlyTheBeginningIsRead() {
        server.path("/v3/kv/put").always(exchange -> {
            exchange.head(502, "Content-Type", "text/html");
            for (int i = 0; i < 100; i++) {
                exchange.raw(("<p>Bad Gateway</p>" + " ".repeat(2000)).getBytes(StandardCharsets.UTF_8));
            }
        });
        try (EtcdClient client = builder().maxInboundBytes(2000).build()) {
            EtcdException thrown = putFails(client);
            assertThat(thrown.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(thrown).hasMessageContaining("HTTP 502, text/html: Bad Gateway Bad Gateway");
            server.path("/v3/kv/put").await().awaitClosedByClient();
        }
    }

    @Test
    void cancellingClosesTheRequest() {
        server.path("/v3/kv/put").always(HttpAnswer.silence());
        try (EtcdClient client = builder().build()) {
            CompletableFuture<PutResult> put = client.async().kv().put("k", "v");
            HttpExchange exchange = server.path("/v3/kv/put").await();
            put.cancel(true);
            exchange.awaitClosedByClient();
        }
    }

    @Test
    void theLastToGiveUpCancelsTheQuestion() {
        server.path("/version").then(HttpAnswer.silence());
        server.path("/v3/kv/put").always(HttpAnswer.json(DONE));
        try (EtcdClient client = builder().build()) {
            CompletableFuture<PutResult> one = client.async().kv().put("k", "v");
            CompletableFuture<PutResult> two = client.async().kv().put("k", "v");
            HttpExchange exchange = server.path("/version").await();
            one.cancel(true);
            assertThat(exchange.isClosedByClient()).isFalse();
            two.cancel(true);
            exchange.awaitClosedByClient();
            client.kv().put("k", "v");
        }
        assertThat(server.path("/version").count()).isEqualTo(2);
        assertThat(server.path("/v3/kv/put").count()).isEqualTo(1);
    }

    @Test
    void aServerThatDoesNotEvenTellItsVersionHasDoneNothing() {
        server.path("/version").always(HttpAnswer.silence());
        try (EtcdClient client = builder().timeout(Duration.ofMillis(500)).build()) {
            assertThat(putFails(client).outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void whatComesAfterALostConnectionMayBeAnotherServer() {
        server.path("/v3/kv/put").always(HttpAnswer.json(DONE));
        server.path("/v3beta/kv/put").always(HttpAnswer.json("{\"header\":{\"revision\":\"8\"}}"));
        try (EtcdClient client = builder().build()) {
            assertThat(client.kv().put("k", "v").header().revision()).isEqualTo(7);
            server.stop();
            server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.3.25\"}"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(catchThrowableOfType(
                                            EtcdException.class,
                                            () -> client.withTimeout(Duration.ofMillis(300))
                                                    .kv()
                                                    .put("k", "v"))
                                    .outcome())
                            .isEqualTo(Outcome.NOT_APPLIED));
            server.restart();
            assertThat(client.kv().put("k", "v").header().revision()).isEqualTo(8);
        }
    }

    @Test
    void locksThatWaitKeepNobodyElseFromACall() {
        server.path("/v3/lock/lock").always(HttpAnswer.silence());
        server.path("/v3/election/campaign").always(HttpAnswer.silence());
        server.path("/v3/kv/put").always(HttpAnswer.json(DONE));
        GatewayTransport one = GatewayTransport.create().withMaxConnections(1);
        try (EtcdClient client = builder().transport(one).build()) {
            CompletableFuture<?> lock = client.async().locks().lock("name", 5);
            server.path("/v3/lock/lock").await();
            CompletableFuture<?> campaign = client.async().elections().campaign("name", 5, "me");
            server.path("/v3/election/campaign").await();
            assertThat(client.kv().put("k", "v").header().revision()).isEqualTo(7);
            lock.cancel(true);
            campaign.cancel(true);
        }
    }

    @Test
    void theTokenGoesWithEachCall() {
        server.path("/v3/auth/authenticate").always(HttpAnswer.json("{\"header\":{},\"token\":\"abc.7\"}"));
        server.path("/v3/kv/put").always(HttpAnswer.json(DONE));
        try (EtcdClient client = builder().credentials("root", "pw").build()) {
            client.kv().put("k", "v");
        }
        HttpExchange put = server.path("/v3/kv/put").exchanges().get(0);
        assertThat(put.header("authorization")).contains("abc.7");
        assertThat(server.path("/v3/auth/authenticate").exchanges().get(0).header("authorization"))
                .isEmpty();
        assertThat(server.path("/v3/auth/authenticate").exchanges().get(0).body())
                .contains("\"password\":\"pw\"");
    }
}
