package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ClientClosedException;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.longpoll.LongPolls;
import dev.tercet.v2.internal.longpoll.Pace;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpWatchTest {
    private static final String KEY = "/v2/keys/k?wait=true";
    private static final Duration QUIET = Duration.ofMillis(150);

    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpCalls calls = calls(server);
    private final Told told = new Told();
    private int taken;

    private static HttpCalls calls(ScriptedHttp server) {
        V2Settings settings =
                V2Settings.DEFAULT.withEndpoints(List.of(server.endpoint())).withMemberSync(false);
        V2Dialect dialect = V2Dialect.of(settings);
        return new HttpCalls(HttpStart.engine(settings, dialect), dialect, settings);
    }

    @AfterEach
    void close() {
        calls.engine().close();
        server.close();
    }

    /** With hand-overs after a minute. */
    private EventSource watch(V2Watch watch, boolean recovers) {
        return watch(watch, recovers, Duration.ofMinutes(1));
    }

    private EventSource watch(V2Watch watch, boolean recovers, Duration handOver) {
        CallEngine engine = calls.engine();
        Pace pace = Pace.of(handOver, Duration.ofSeconds(20), Duration.ofMillis(5), Duration.ofMillis(50));
        EventSource source = new LongPolls(calls, engine.timer(), engine.callbacks(), engine::onClose, pace)
                .watch(watch, recovers, told);
        source.request(100);
        return source;
    }

    private HttpExchange next(String path) {
        HttpExchange exchange = await().until(() -> server.exchanges(), all -> all.size() > taken)
                .get(taken++);
        assertThat(exchange.path()).isEqualTo(path);
        return exchange;
    }

    private static HttpExchange head(HttpExchange exchange, long index) {
        return exchange.head(
                200,
                "Content-Type",
                "application/json",
                "X-Etcd-Index",
                Long.toString(index),
                "X-Etcd-Cluster-Id",
                "cdf818194e3a8c32",
                "Transfer-Encoding",
                "chunked");
    }

    private static void event(HttpExchange exchange, long index) {
        exchange.chunk("{\"action\":\"set\",\"node\":{\"key\":\"/k\",\"value\":\"v\",\"modifiedIndex\":" + index
                        + ",\"createdIndex\":" + index + "}}\n")
                .lastChunk();
    }

    private static void refuse(HttpExchange exchange, int code, long index) {
        answer(
                exchange,
                code == 110 ? 401 : 400,
                index,
                "{\"errorCode\":" + code + ",\"message\":\"no\",\"cause\":\"[1/2]\",\"index\":" + index + "}\n");
    }

    private static void answer(HttpExchange exchange, int status, long index, String body) {
        exchange.head(
                        status,
                        "Content-Type",
                        "application/json",
                        "X-Etcd-Index",
                        Long.toString(index),
                        "Content-Length",
                        Integer.toString(body.length()))
                .raw(body.getBytes(StandardCharsets.US_ASCII));
    }

    private void silent(String... paths) {
        for (String path : paths) {
            server.path(path).always(HttpAnswer.silence());
        }
    }

    @Test
    void eventsOneAfterAnother() {
        silent(KEY, KEY + "&waitIndex=10", KEY + "&waitIndex=13");
        watch(V2Watch.of("/k"), false);
        event(head(next(KEY), 7), 9);
        event(head(next(KEY + "&waitIndex=10"), 9), 12);
        head(next(KEY + "&waitIndex=13"), 12);
        assertThat(told.awaitEvents(2)).containsExactly(10L, 13L);
        assertThat(told.started).containsExactly(8L);
    }

    @Test
    void cutBeforeTheHead() {
        server.path(KEY).then(HttpAnswer.cut(Cut.RST)).always(HttpAnswer.silence());
        watch(V2Watch.of("/k"), false);
        next(KEY);
        event(head(next(KEY), 7), 9);
        assertThat(told.awaitEvents(1)).containsExactly(10L);
    }

    @Test
    void cutBetweenHeadAndBodyFromNowOn() {
        silent(KEY, KEY + "&waitIndex=8");
        watch(V2Watch.of("/k"), false);
        head(next(KEY), 7).cut(Cut.RST);
        event(head(next(KEY + "&waitIndex=8"), 20), 9);
        assertThat(told.awaitEvents(1)).containsExactly(10L);
        assertThat(told.started).containsExactly(8L);
    }

    @Test
    void cutBetweenHeadAndBodyFromAnIndex() {
        silent(KEY + "&waitIndex=3");
        watch(V2Watch.of("/k").fromIndex(3), false);
        // The store is at 20, and what it was about to send was of 5.
        head(next(KEY + "&waitIndex=3"), 20).cut(Cut.FIN);
        event(head(next(KEY + "&waitIndex=3"), 20), 5);
        assertThat(told.awaitEvents(1)).containsExactly(6L);
    }

    @Test
    void cutWithinTheBody() {
        silent(KEY, KEY + "&waitIndex=8");
        watch(V2Watch.of("/k"), false);
        head(next(KEY), 7).chunk("{\"action\":\"set\",\"no").cut(Cut.RST);
        event(head(next(KEY + "&waitIndex=8"), 9), 9);
        assertThat(told.awaitEvents(1)).containsExactly(10L);
    }

    @Test
    void anAnswerWithoutAnEvent() {
        silent(KEY, KEY + "&waitIndex=8");
        watch(V2Watch.of("/k"), false);
        head(next(KEY), 7).lastChunk();
        event(head(next(KEY + "&waitIndex=8"), 9), 9);
        assertThat(told.awaitEvents(1)).containsExactly(10L);
    }

    @Test
    void aProxyThatFindsNobodyBehindIt() {
        silent(KEY, KEY + "&waitIndex=8");
        watch(V2Watch.of("/k"), false);
        head(next(KEY), 7).cut(Cut.RST);
        next(KEY + "&waitIndex=8").answer(503, "text/html", "<html>no</html>");
        event(head(next(KEY + "&waitIndex=8"), 9), 9);
        assertThat(told.awaitEvents(1)).containsExactly(10L);
    }

    @Test
    void tooOldWithoutRecovery() {
        silent(KEY + "&waitIndex=3");
        watch(V2Watch.of("/k").fromIndex(3), false);
        refuse(next(KEY + "&waitIndex=3"), 401, 2000);
        assertThat(told.awaitEnd())
                .isInstanceOfSatisfying(
                        V2EventIndexClearedException.class,
                        failure -> assertThat(failure.payload().index()).isEqualTo(2000));
    }

    @Test
    void tooOldWithRecovery() {
        silent(KEY + "&waitIndex=3", "/v2/keys/k?quorum=true", KEY + "&waitIndex=2002");
        watch(V2Watch.of("/k").fromIndex(3), true);
        refuse(next(KEY + "&waitIndex=3"), 401, 2000);
        answer(
                next("/v2/keys/k?quorum=true"),
                200,
                2001,
                "{\"action\":\"get\",\"node\":{\"key\":\"/k\",\"value\":\"v\",\"modifiedIndex\":90,\"createdIndex\":90}}");
        event(head(next(KEY + "&waitIndex=2002"), 2001), 2005);
        assertThat(told.awaitEvents(2)).containsExactly(2002L, 2006L);
        assertThat(told.started).containsExactly(3L);
        assertThat(told.events.get(0)).isInstanceOfSatisfying(V2Event.Reread.class, reread -> {
            assertThat(reread.from()).isEqualTo(3);
            assertThat(reread.to()).isEqualTo(2001);
            assertThat(reread.state().orElseThrow().value()).contains("v");
        });
    }

    @Test
    void tooOldWithRecoveryWhereThereIsNothing() {
        silent(KEY + "&recursive=true&waitIndex=3", KEY + "&recursive=true&waitIndex=2002");
        server.path("/v2/keys/k?recursive=true&quorum=true")
                .always(HttpAnswer.json(
                        404, "{\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/k\",\"index\":2001}"));
        watch(V2Watch.of("/k").recursive().fromIndex(3), true);
        refuse(next(KEY + "&recursive=true&waitIndex=3"), 401, 2000);
        next("/v2/keys/k?recursive=true&quorum=true");
        head(next(KEY + "&recursive=true&waitIndex=2002"), 2001);
        assertThat(told.awaitEvents(1)).containsExactly(2002L);
        assertThat(told.events.get(0)).isEqualTo(new V2Event.Reread(3, 2001, Optional.empty()));
    }

    @Test
    void noPermissionIsTheEnd() {
        silent(KEY);
        watch(V2Watch.of("/k"), true);
        refuse(next(KEY), 110, 7);
        assertThat(told.awaitEnd()).isInstanceOf(V2InsufficientPermissionsException.class);
    }

    @Test
    void aQuietWaitIsHandedOver() {
        silent(KEY + "&waitIndex=3", KEY + "&waitIndex=21", KEY + "&waitIndex=1501");
        watch(V2Watch.of("/k").fromIndex(3), false, QUIET);
        HttpExchange first = head(next(KEY + "&waitIndex=3"), 20);
        HttpExchange second = next(KEY + "&waitIndex=21");
        assertThat(first.isClosedByClient()).isFalse();
        head(second, 1500);
        first.awaitClosedByClient();
        HttpExchange third = next(KEY + "&waitIndex=1501");
        event(head(third, 3000), 3001);
        assertThat(told.awaitEvents(1)).containsExactly(3002L);
        second.awaitClosedByClient();
    }

    @Test
    void anEventOnTheOldWaitDuringAHandOver() {
        silent(KEY, KEY + "&waitIndex=8", KEY + "&waitIndex=10");
        watch(V2Watch.of("/k"), false, QUIET);
        HttpExchange first = head(next(KEY), 7);
        HttpExchange second = next(KEY + "&waitIndex=8");
        event(first, 9);
        event(head(next(KEY + "&waitIndex=10"), 9), 10);
        assertThat(told.awaitEvents(2)).containsExactly(10L, 11L);
        second.awaitClosedByClient();
    }

    @Test
    void anEventOnBothWaits() {
        silent(KEY, KEY + "&waitIndex=8", KEY + "&waitIndex=10", KEY + "&waitIndex=12");
        watch(V2Watch.of("/k"), false, QUIET);
        HttpExchange first = head(next(KEY), 7);
        HttpExchange second = head(next(KEY + "&waitIndex=8"), 9);
        event(second, 9);
        event(first, 9);
        event(head(next(KEY + "&waitIndex=10"), 9), 11);
        assertThat(told.awaitEvents(2)).containsExactly(10L, 12L);
    }

    @Test
    void aThousandForeignEventsWithinAHandOver() {
        silent(KEY, KEY + "&waitIndex=8", KEY + "&waitIndex=10");
        watch(V2Watch.of("/k"), false, QUIET);
        HttpExchange first = head(next(KEY), 7);
        refuse(next(KEY + "&waitIndex=8"), 401, 2000);
        HttpExchange beside = head(next(KEY), 2001);
        event(beside, 2004);
        silent(KEY + "&waitIndex=2004", KEY + "&waitIndex=2005");
        // The first had it on its way all the time.
        event(first, 2003);
        event(head(next(KEY + "&waitIndex=2004"), 2004), 2004);
        assertThat(told.awaitEvents(2)).containsExactly(2004L, 2005L);
        assertThat(told.end).isNull();
    }

    @Test
    void aServerThatSaysNothingIsTriedAgain() {
        silent(KEY);
        CallEngine engine = calls.engine();
        Pace hasty = Pace.of(Duration.ofMinutes(1), QUIET, Duration.ofMillis(5), Duration.ofMillis(50));
        new LongPolls(calls, engine.timer(), engine.callbacks(), engine::onClose, hasty)
                .watch(V2Watch.of("/k"), false, told);
        next(KEY).awaitClosedByClient();
        head(next(KEY), 7);
        told.awaitStarted();
    }

    @Test
    void cancelledAtTheServer() {
        silent(KEY);
        EventSource source = watch(V2Watch.of("/k"), false);
        HttpExchange exchange = head(next(KEY), 7);
        told.awaitStarted();
        source.cancel();
        source.cancel();
        exchange.awaitClosedByClient();
        assertThat(told.end).isNull();
    }

    @Test
    void closingTheClientIsTheEnd() {
        silent(KEY);
        watch(V2Watch.of("/k"), true);
        head(next(KEY), 7);
        told.awaitStarted();
        calls.engine().close();
        assertThat(told.awaitEnd()).isInstanceOf(ClientClosedException.class);
        server.awaitNoneOpen();
    }

    @Test
    void ofAClosedClient() {
        calls.engine().close();
        watch(V2Watch.of("/k"), true);
        assertThat(told.awaitEnd()).isInstanceOf(ClientClosedException.class);
        assertThat(server.exchanges()).isEmpty();
    }
}
