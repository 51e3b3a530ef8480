package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.TransportProvider;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.spi.engine.EngineChoice;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A write that no server can have taken, or that one has refused for certain, is not in doubt; every other one that failed is. */
class RefusedTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(2);

    @Test
    void nobodyListens() throws Exception {
        Http2Server server = new Http2Server(new Script() {});
        server.close();
        assertThat(outcome(server, DEADLINE)).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aStreamIsRefusedAndThenAConnectionGoesAwayBeforeIt() throws Exception {
        // What is on its way when its time is over is in doubt: on a slow machine it needs more.
        for (Duration time = DEADLINE; time.compareTo(MOST) < 0; time = time.multipliedBy(2)) {
            Refusing refusing = new Refusing();
            try (Http2Server server = new Http2Server(refusing)) {
                refusing.server = server;
                Outcome outcome = outcome(server, time);
                if (refusing.attempts.get() == 2) {
                    assertThat(outcome).isEqualTo(Outcome.NOT_APPLIED);
                    return;
                }
            }
        }
        fail("never was it asked twice");
    }

    /**
     * What a server may do to a write, which has it, and what the one attempt has to say of it.
     *
     * @param act by gRPC or over the gateway
     */
    private record Answer<A>(String name, Outcome outcome, A act) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Answer<Consumer<Http2Call>>> answers() {
        return Stream.of(
                sure("REFUSED_STREAM", call -> call.send(Frame.reset(call.stream(), Frame.REFUSED_STREAM))),
                sure("GOAWAY before it", call -> goAway(call, call.stream() - 2, Frame.NO_ERROR)),
                sure("GOAWAY before it, calmer", call -> goAway(call, call.stream() - 2, Frame.ENHANCE_YOUR_CALM)),
                sure("no leader", call -> call.fail(14, "etcdserver: no leader")),
                sure("too many requests", call -> call.fail(8, "etcdserver: too many requests")),
                sure("permission denied", call -> call.fail(7, "etcdserver: permission denied")),
                sure("no such lease", call -> call.fail(5, "etcdserver: requested lease not found")),
                sure("no token", call -> call.fail(16, "etcdserver: invalid auth token")),
                sure("no space", call -> call.fail(8, "etcdserver: mvcc: database space exceeded")),
                sure("too large", call -> call.fail(3, "etcdserver: request is too large")),
                sure("a learner", call -> call.fail(14, "etcdserver: rpc not supported for learner")),
                sure("not there", call -> call.fail(12, "unknown service")),
                sure("a page", call -> page(call, "404")),
                // And what looks nearly like it.
                open("RST_STREAM", call -> call.send(Frame.reset(call.stream(), Frame.CANCEL))),
                open(
                        "RST_STREAM of the server's fault",
                        call -> call.send(Frame.reset(call.stream(), Frame.INTERNAL_ERROR))),
                open(
                        "REFUSED_STREAM in an answer",
                        call -> call.send(
                                Frame.headers(call.stream(), Fields.answer(), false),
                                Frame.reset(call.stream(), Frame.REFUSED_STREAM))),
                open("GOAWAY for an error", call -> goAway(call, call.stream() - 2, Frame.PROTOCOL_ERROR)),
                open("GOAWAY behind it, and the end", call -> {
                    goAway(call, call.stream(), Frame.NO_ERROR);
                    call.connection().cut(Cut.FIN);
                }),
                open("the end", call -> call.connection().cut(Cut.FIN)),
                open("an end without a reply", call -> call.answer()),
                open("stopping", call -> call.fail(14, "transport is closing")),
                open("timed out", call -> call.fail(14, "etcdserver: request timed out")),
                open("another leader", call -> call.fail(14, "etcdserver: leader changed")),
                open("unknown", call -> call.fail(2, "?")),
                open("a page of a proxy", call -> page(call, "503")));
    }

    private static Answer<Consumer<Http2Call>> sure(String name, Consumer<Http2Call> act) {
        return new Answer<>(name, Outcome.NOT_APPLIED, act);
    }

    private static Answer<Consumer<Http2Call>> open(String name, Consumer<Http2Call> act) {
        return new Answer<>(name, Outcome.UNKNOWN, act);
    }

    private static void goAway(Http2Call call, int last, int error) {
        call.send(Frame.goAway(Math.max(0, last), error));
    }

    private static void page(Http2Call call, String status) {
        call.send(
                Frame.headers(call.stream(), Fields.of(":status", status, "content-type", "text/html"), false),
                Frame.data(call.stream(), "<html>no</html>".getBytes(StandardCharsets.US_ASCII), true));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void oneAttempt(Answer<Consumer<Http2Call>> answer) throws Exception {
        Script script = new Script() {
            @Override
            public void whole(Http2Call call) {
                if (call.path().endsWith("/Put")) {
                    answer.act().accept(call);
                }
            }
        };
        try (Http2Server server = new Http2Server(script)) {
            assertThat(ofOneAttempt(server.endpoint(), new GrpcTransportProvider()))
                    .isEqualTo(answer.outcome());
        }
    }

    static Stream<Answer<HttpAnswer>> answersOfGateways() {
        return Stream.of(
                new Answer<>("no leader", Outcome.NOT_APPLIED, said(503, 14, "etcdserver: no leader")),
                new Answer<>("permission denied", Outcome.NOT_APPLIED, said(403, 7, "etcdserver: permission denied")),
                new Answer<>(
                        "no such lease", Outcome.NOT_APPLIED, said(404, 5, "etcdserver: requested lease not found")),
                new Answer<>(
                        "no space", Outcome.NOT_APPLIED, said(429, 8, "etcdserver: mvcc: database space exceeded")),
                new Answer<>("too many", Outcome.NOT_APPLIED, HttpAnswer.body(429, "text/html", "later")),
                new Answer<>("a page", Outcome.NOT_APPLIED, HttpAnswer.body(404, "text/html", "<html>no</html>")),
                new Answer<>("elsewhere", Outcome.NOT_APPLIED, HttpAnswer.redirect(301, "http://127.0.0.1:1/")),
                new Answer<>("another name", Outcome.NOT_APPLIED, HttpAnswer.body(421, "text/html", "no")),
                new Answer<>("timed out", Outcome.UNKNOWN, said(503, 14, "etcdserver: request timed out")),
                new Answer<>("a proxy's", Outcome.UNKNOWN, HttpAnswer.body(502, "text/html", "<html>no</html>")),
                new Answer<>("a page that is all right", Outcome.UNKNOWN, HttpAnswer.body(200, "text/html", "<html>")),
                new Answer<>("no JSON", Outcome.UNKNOWN, HttpAnswer.json("{\"header\":")),
                new Answer<>("the end", Outcome.UNKNOWN, HttpAnswer.cut(Cut.FIN)));
    }

    private static HttpAnswer said(int status, int code, String words) {
        return HttpAnswer.json(
                status, "{\"error\":\"%s\",\"code\":%d,\"message\":\"%s\"}".formatted(words, code, words));
    }

    @ParameterizedTest
    @MethodSource("answersOfGateways")
    void oneAttemptOverAGateway(Answer<HttpAnswer> answer) throws Exception {
        try (ScriptedHttp http = ScriptedHttp.start()) {
            http.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}"));
            http.path("/v3/kv/put").always(answer.act());
            assertThat(ofOneAttempt(http.endpoint(), GatewayTransport.create())).isEqualTo(answer.outcome());
        }
    }

    /** Without others behind it, which would come to its deadline with one of them under way. */
    private static Outcome ofOneAttempt(String endpoint, TransportProvider transport) throws Exception {
        EngineChoice<Get> choice = new EngineChoice<>(transport, KvRpcs.RANGE, Get.of("k"), false, false, false);
        try (CallEngine engine = EtcdClient.builder().endpoints(endpoint).buildEngine(choice)) {
            CompletableFuture<PutResult> put = engine.call(
                    KvRpcs.PUT, Put.of("k", "v"), CallOptions.DEFAULT.withTimeout(MOST), Function.identity());
            // Long before its deadline: it had an answer.
            ExecutionException failure = catchThrowableOfType(
                    ExecutionException.class, () -> put.get(MOST.toSeconds() / 2, TimeUnit.SECONDS));
            return ((EtcdException) failure.getCause()).outcome();
        }
    }

    /** Refuses the first stream, and the second by what it says of the connection; whoever comes after that finds nobody. */
    private static final class Refusing implements Script {
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile @Nullable Http2Server server;

        @Override
        public void whole(Http2Call call) {
            if (attempts.getAndIncrement() == 0) {
                call.send(Frame.reset(call.stream(), Frame.REFUSED_STREAM));
                return;
            }
            try {
                Objects.requireNonNull(server).stopListening();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            call.send(Frame.goAway(call.stream() - 2, Frame.NO_ERROR));
        }
    }

    private static Outcome outcome(Http2Server server, Duration time) {
        try (EtcdClient etcd = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(new GrpcTransportProvider())
                .timeout(time)
                .build()) {
            return catchThrowableOfType(EtcdException.class, () -> etcd.kv().put("k", "v"))
                    .outcome();
        }
    }
}
