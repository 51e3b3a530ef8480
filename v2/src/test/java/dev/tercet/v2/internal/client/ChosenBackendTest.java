package dev.tercet.v2.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ConnectionRejectedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of calls before it is known which API the server offers. */
class ChosenBackendTest {
    private static final String QUESTION = "/v2/machines";
    private static final String KEY = "/v2/keys/a";

    private final ScriptedHttp server = ScriptedHttp.start();
    private final EtcdV2Client client = EtcdV2Client.builder()
            .endpoints(server.endpoint())
            .withoutMemberSync()
            .readTimeout(Duration.ofSeconds(30))
            .build();

    @BeforeEach
    void aKey() {
        server.path(KEY)
                .always(HttpAnswer.json(
                        "{\"action\":\"get\",\"node\":{\"key\":\"/a\",\"value\":\"1\",\"modifiedIndex\":7,"
                                + "\"createdIndex\":7}}"));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static void speaksV2(HttpExchange question) {
        question.answer(200, "text/plain", "http://127.0.0.1:2379");
    }

    private static EtcdException failureOf(CompletableFuture<?> call) throws Exception {
        try {
            throw new AssertionError("no failure, but " + call.get(5, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (EtcdException) e.getCause();
        }
    }

    @Test
    void oneQuestionIsSharedByAllThatComeMeanwhile() {
        server.path(QUESTION).always(HttpAnswer.silence());
        List<CompletableFuture<EtcdResult>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(client.async().get("/a"));
        }
        HttpExchange question = server.path(QUESTION).await();
        assertThat(server.path(KEY).count()).isZero();
        speaksV2(question);

        assertThat(calls).allSatisfy(call -> assertThat(call.join().value()).contains("1"));
        assertThat(client.backend()).isEqualTo(V2Backend.HTTP);
        assertThat(client.get("/a").value()).contains("1");
        assertThat(server.path(QUESTION).count()).isEqualTo(1);
    }

    @Test
    void aQuestionThatFailedIsAskedAgainByWhoComesNext() throws Exception {
        server.path(QUESTION)
                .then(HttpAnswer.body(403, "text/html", "<h1>go away</h1>"))
                .always(HttpAnswer.body(200, "text/plain", "http://127.0.0.1:2379"));

        assertThat(failureOf(client.async().get("/a"))).isInstanceOf(ConnectionRejectedException.class);
        assertThat(client.get("/a").value()).contains("1");
        assertThat(server.path(QUESTION).count()).isEqualTo(2);
    }

    @Test
    void whoSaysNoInTheWordsOfV2SpeaksIt() {
        server.path(QUESTION)
                .always(HttpAnswer.json(
                        401, "{\"errorCode\":110,\"message\":\"The request requires user authentication\"}"));

        assertThat(client.get("/a").value()).contains("1");
        assertThat(client.backend()).isEqualTo(V2Backend.HTTP);
    }

    @Test
    void aClusterThatIsExpectedIsNotForgottenOverTheStore() throws Exception {
        server.path(QUESTION).always(HttpAnswer.body(404, "text/plain", "404 page not found\n"));
        try (EtcdV2Client expecting = EtcdV2Client.builder()
                .endpoints(server.endpoint())
                .withoutMemberSync()
                .expectedClusterId("abc")
                .build()) {
            assertThat(failureOf(expecting.async().set("/a", "1")))
                    .isInstanceOf(RejectedEtcdException.class)
                    .hasMessageContaining("nobody checks expectedClusterId abc: enable v2 there")
                    .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED));
        }
    }

    @Test
    void noCallWaitsForTheAnswerLongerThanItsDeadline() {
        server.path(QUESTION).always(HttpAnswer.silence());
        EtcdV2Client hasty = client.withTimeout(Duration.ofMillis(300));

        assertThatThrownBy(() -> hasty.set("/a", "1"))
                .isInstanceOfSatisfying(
                        EtcdTimeoutException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                .hasMessageContaining("not sent, since within 300 ms no server at [" + server.endpoint())
                .hasMessageContaining("told which API it offers");
        // The question has not been given up with it.
        speaksV2(server.path(QUESTION).await());
        assertThat(client.get("/a").value()).contains("1");
        assertThat(server.path(QUESTION).count()).isEqualTo(1);
    }

    @Test
    void oneThatIsCancelledLeavesTheQuestionToOthers() {
        server.path(QUESTION).always(HttpAnswer.silence());
        CompletableFuture<EtcdResult> first = client.async().get("/a");
        CompletableFuture<EtcdResult> second = client.async().get("/a");
        first.cancel(true);
        speaksV2(server.path(QUESTION).await());

        assertThat(second.join().value()).contains("1");
        assertThat(server.path(KEY).count()).isEqualTo(1);
    }

    @Test
    void cancellingReachesACallThatHasLeft() {
        server.path(QUESTION).always(HttpAnswer.silence());
        server.path("/v2/keys/b").always(HttpAnswer.silence());
        CompletableFuture<EtcdResult> call = client.async().get("/b");
        speaksV2(server.path(QUESTION).await());
        HttpExchange exchange = server.path("/v2/keys/b").await();
        call.cancel(true);

        exchange.awaitClosedByClient();
    }

    @Test
    void aWatchWaitsToo() throws Exception {
        server.path(QUESTION).always(HttpAnswer.silence());
        server.path(KEY + "?wait=true&waitIndex=9")
                .then(HttpAnswer.json(
                        "{\"action\":\"set\",\"node\":{\"key\":\"/a\",\"value\":\"2\",\"modifiedIndex\":9,"
                                + "\"createdIndex\":9}}"));
        CompletableFuture<EtcdResult> event =
                client.async().watch(V2Watch.of("/a").fromIndex(9));
        CompletableFuture<EtcdResult> cancelled = client.async().watch(V2Watch.of("/other"));
        cancelled.cancel(true);
        speaksV2(server.path(QUESTION).await());

        assertThat(event.get(5, TimeUnit.SECONDS).value()).contains("2");
        assertThat(server.exchanges()).noneMatch(exchange -> exchange.path().contains("other"));
    }

    @Test
    void closingEndsWhatWaits() throws Exception {
        server.path(QUESTION).always(HttpAnswer.silence());
        CompletableFuture<EtcdResult> read = client.async().get("/a");
        CompletableFuture<EtcdResult> write = client.async().set("/a", "1");
        CompletableFuture<EtcdResult> event = client.async().watch(V2Watch.of("/a"));
        server.path(QUESTION).await();
        client.close();

        assertThat(failureOf(read)).isInstanceOf(ClientClosedException.class);
        assertThat(failureOf(write).outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failureOf(event)).isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.get("/a")).isInstanceOf(ClientClosedException.class);
        await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
    }
}
