package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.Tls;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.watch.WatchRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are no etcd, or whose gateway is not to be had: nothing is applied for certain, and the failure says what is there. */
class NoEtcdTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofSeconds(3);
    private static final List<String> PROBED =
            List.of("/version", "/v3/maintenance/status", "/v3beta/maintenance/status", "/v3alpha/maintenance/status");

    private static EtcdClientBuilder client(String endpoint) {
        return EtcdClient.builder()
                .endpoints(endpoint)
                .transport(GatewayTransport.create())
                .timeout(DEADLINE);
    }

    /** Expects that a write, a read and a watch fail so; what the write's failure says. */
    private static EtcdException nothingWorks(EtcdClient etcd, String endpoint) {
        EtcdException ofPut = failure(endpoint, () -> etcd.kv().put("k", "v"));
        assertThat(ofPut.outcome()).as(ofPut::toString).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure(endpoint, () -> etcd.kv().get("k")).outcome()).isEqualTo(Outcome.NOT_APPLIED);
        // A watch does not know of whom it has heard nothing yet.
        failure("", () -> etcd.watches().open(WatchRequest.of("k")).close());
        return ofPut;
    }

    private static EtcdException failure(String endpoint, ThrowingCallable call) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(SLACK));
        assertThat(thrown).isInstanceOf(EtcdException.class).hasMessageContaining(endpoint);
        return (EtcdException) thrown;
    }

    static Stream<Arguments> others() {
        String html = "<html><body>Welcome</body></html>";
        return Stream.of(
                Arguments.of(
                        "a web server",
                        answering(HttpAnswer.body(404, "text/html", html)),
                        ErrorCode.CONNECTION_REJECTED),
                Arguments.of(
                        "a sign-in page",
                        answering(HttpAnswer.body(200, "text/html", html)),
                        ErrorCode.CONNECTION_REJECTED),
                Arguments.of(
                        "a redirection",
                        answering(HttpAnswer.redirect(302, "http://127.0.0.1:1/")),
                        ErrorCode.CONNECTION_REJECTED),
                Arguments.of("a balancer", answering(HttpAnswer.body(503, "text/html", html)), null),
                Arguments.of("silence", answering(HttpAnswer.silence()), null),
                Arguments.of("a door that is shut at once", answering(HttpAnswer.cut(Cut.FIN)), null),
                Arguments.of(
                        "a server without v3",
                        (Consumer<ScriptedHttp>) server -> server.path("/version")
                                .always(HttpAnswer.json("{\"etcdserver\":\"2.3.8\",\"etcdcluster\":\"2.3.0\"}")),
                        ErrorCode.UNSUPPORTED),
                Arguments.of(
                        "mail",
                        (Consumer<ScriptedHttp>) server ->
                                server.greet("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII)),
                        ErrorCode.CONNECTION_REJECTED),
                Arguments.of(
                        "gRPC alone",
                        (Consumer<ScriptedHttp>) server ->
                                server.greet(new byte[] {0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100, 13, 10}),
                        ErrorCode.CONNECTION_REJECTED));
    }

    private static Consumer<ScriptedHttp> answering(HttpAnswer answer) {
        return server -> PROBED.forEach(path -> server.path(path).always(answer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void aServerOfAnotherKind(String name, Consumer<ScriptedHttp> script, @Nullable ErrorCode code) {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            script.accept(server);
            try (EtcdClient etcd = client(server.endpoint()).build()) {
                EtcdException failure = nothingWorks(etcd, server.endpoint());
                if (code != null) {
                    assertThat(failure.code()).as(failure::toString).isEqualTo(code);
                }
            }
            assertThat(server.exchanges())
                    .as("nothing but questions who is there")
                    .allSatisfy(exchange -> assertThat(PROBED).contains(exchange.path()));
        }
    }

    @Test
    void aServerOfGrpcAlone() {
        try (ScriptedServer server = ScriptedServer.start();
                EtcdClient etcd = client(server.endpoint()).build()) {
            assertThat(nothingWorks(etcd, server.endpoint()).code()).isEqualTo(ErrorCode.CONNECTION_REJECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "newest"})
    void anEtcdWithoutItsGateway(String version) {
        try (RealEtcd server = WhenUnavailable.fromEnvironment()
                        .obtain(() ->
                                RealEtcd.start(EtcdSettings.of(version).withOption("enable-grpc-gateway", "false")));
                EtcdClient etcd = client(server.endpoints().get(0)).build()) {
            EtcdException failure = nothingWorks(etcd, server.endpoints().get(0));
            assertThat(failure.code()).as(failure::toString).isEqualTo(ErrorCode.CONNECTION_REJECTED);
            assertThat(failure).hasMessageContaining("gateway").hasMessageContaining("/v3/kv/put");
        }
    }

    @Test
    void plainTextToATlsPort() throws Exception {
        try (ScriptedHttp server = ScriptedHttp.start(TestTls.server())) {
            String endpoint = server.endpoint().replace("https:", "http:");
            try (EtcdClient etcd = client(endpoint).build()) {
                nothingWorks(etcd, endpoint);
            }
        }
    }

    @Test
    void tlsToAPlainTextPort() {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            String endpoint = server.endpoint().replace("http:", "https:");
            try (EtcdClient etcd = client(endpoint)
                    .tls(Tls.trusting(TestCertificates.shared().ca()))
                    .build()) {
                nothingWorks(etcd, endpoint);
            }
        }
    }

    @Test
    void anHttpOfBeforeYesterdayWillDo() {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            server.path("/version").always(old(Bodies.VERSION));
            server.path("/v3/kv/put").always(old(Bodies.PUT));
            try (EtcdClient etcd = client(server.endpoint()).build()) {
                for (int i = 0; i < 3; i++) {
                    assertThat(etcd.kv().put("k", "v").revision()).isEqualTo(7);
                }
            }
        }
    }

    private static HttpAnswer old(String body) {
        return HttpAnswer.raw("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body)
                .thenCut(Cut.FIN);
    }

    @Test
    void anEtcdThatComesLaterIsFound() {
        try (ScriptedHttp server = ScriptedHttp.start()) {
            answering(HttpAnswer.body(503, "text/html", "<html>soon</html>")).accept(server);
            try (EtcdClient etcd = client(server.endpoint()).build()) {
                nothingWorks(etcd, server.endpoint());
                server.path("/version").always(HttpAnswer.json(Bodies.VERSION));
                server.path("/v3/kv/put").always(HttpAnswer.json(Bodies.PUT));
                server.path("/v3/kv/range").always(HttpAnswer.json(Bodies.EMPTY_RANGE));
                await().ignoreExceptions().until(() -> etcd.kv().put("k", "v").revision() == 7);
            }
        }
    }
}
