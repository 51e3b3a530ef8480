package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Endpoint;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Read;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingCallTest {
    private static final CallOptions LONG = CallOptions.DEFAULT.withTimeout(Duration.ofDays(3650));

    private final ScriptedHttp server = ScriptedHttp.start();
    private final PathScript waits = server.path("/v2/keys/a?wait=true&recursive=true&waitIndex=5");
    private final HttpCalls calls = calls(Served.settings(server.endpoint()).withMaxConnections(1));
    private final BlockingQueue<String> registered = new LinkedBlockingQueue<>();

    private static HttpCalls calls(V2Settings settings) {
        V2Dialect dialect = V2Dialect.of(settings);
        return new HttpCalls(HttpStart.engine(settings, dialect), dialect, settings);
    }

    @AfterEach
    void close() {
        calls.engine().close();
        server.close();
    }

    private CompletableFuture<Optional<EtcdResult>> await(HttpCalls which) {
        return which.awaitEvent("/a", true, 5, null, (index, at) -> registered.add(index + " " + at), LONG);
    }

    private static HttpExchange head(HttpExchange exchange) {
        return exchange.head(200, "X-Etcd-Index", "9", "Transfer-Encoding", "chunked");
    }

    private String registration() {
        try {
            String one = registered.poll(20, TimeUnit.SECONDS);
            assertThat(one).isNotNull();
            return one;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itIsToldThatItStandsBeforeTheEventComes() {
        waits.always(WaitingCallTest::head);
        CompletableFuture<Optional<EtcdResult>> event = await(calls);
        assertThat(registration()).isEqualTo("9 " + server.endpoint());
        assertThat(event).isNotDone();
        waits.await().chunk(Served.SET).lastChunk();
        EtcdResult result = Served.get(event).orElseThrow();
        assertThat(result.action()).isEqualTo(V2Action.SET);
        assertThat(result.etcdIndex()).isEqualTo(9);
        assertThat(registered).isEmpty();
    }

    @Test
    void anEndWithoutAnEventIsNoFailure() {
        waits.always(exchange -> head(exchange).lastChunk());
        assertThat(Served.get(await(calls))).isEmpty();
    }

    @Test
    void aConnectionThatBreaksBeforeItStandsIsGoneAround() {
        waits.then(HttpAnswer.cut(Cut.RST)).then(HttpAnswer.body(503, "text/html", "no"));
        waits.always(exchange -> head(exchange).chunk(Served.SET).lastChunk());
        assertThat(Served.get(await(calls))).isPresent();
        assertThat(registered).hasSize(1);
    }

    @Test
    void oneThatBreaksLaterIsForWhoWaitsToKnow() {
        waits.always(WaitingCallTest::head);
        CompletableFuture<?> event = await(calls);
        registration();
        waits.await().cut(Cut.RST);
        Served.failure(UnavailableException.class, event);
        CompletableFuture<?> half = await(calls);
        registration();
        waits.await().chunk(Served.SET.substring(0, 20)).cut(Cut.FIN);
        Served.failure(UnavailableException.class, half);
        assertThat(waits.count()).isEqualTo(2);
    }

    @Test
    void whatIsTooOldIsSaidSo() {
        waits.always(Served.indexed(
                400,
                "{\"errorCode\":401,\"message\":\"The event in requested index is outdated and cleared\",\"cause\":\"the"
                        + " requested history has been cleared [1004/5]\",\"index\":2003}"));
        V2EventIndexClearedException old = Served.failure(V2EventIndexClearedException.class, await(calls));
        assertThat(old.payload().index()).isEqualTo(2003);
        assertThat(registered).isEmpty();
    }

    @Test
    void waitsAreNoneOfTheCallsThatAreCounted() {
        waits.always(WaitingCallTest::head);
        server.path("/v2/keys/a").always(Served.indexed(200, Served.A));
        List<CompletableFuture<?>> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(await(calls));
        }
        for (int i = 0; i < 20; i++) {
            registration();
        }
        assertThat(Served.get(calls.read(V2Read.of("/a"), LONG)).value()).contains("v");
        assertThat(events).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void cancellingReachesTheServer() {
        waits.always(WaitingCallTest::head);
        CompletableFuture<?> event = await(calls);
        registration();
        event.cancel(true);
        waits.await().awaitClosedByClient();
    }

    @Test
    void closingEndsIt() {
        waits.always(WaitingCallTest::head);
        CompletableFuture<?> event = await(calls);
        registration();
        calls.engine().close();
        Served.failure(ClientClosedException.class, event);
        Served.failure(ClientClosedException.class, await(calls));
    }

    @Test
    void itGoesWhereItIsTold() {
        try (ScriptedHttp other = ScriptedHttp.start()) {
            HttpCalls both = calls(Served.settings(server.endpoint(), other.endpoint()));
            other.path("/v2/keys/a?wait=true").always(exchange -> head(exchange).lastChunk());
            for (int i = 0; i < 3; i++) {
                Endpoint there = Endpoint.parse(other.endpoint(), false);
                Served.get(
                        both.awaitEvent("/a", false, 0, there, (index, at) -> registered.add(index + " " + at), LONG));
                assertThat(registration()).isEqualTo("9 " + other.endpoint());
            }
            assertThat(server.exchanges()).isEmpty();
            both.engine().close();
        }
    }
}
