package dev.tercet.gateway.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.json.UnreadableException;
import dev.tercet.http.HttpHead;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real servers and proxies answer. */
class GatewayErrorsTest {
    private static final Dialect NEW = new Dialect("/v3", 3, 6, 14);
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String NGINX =
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>"
                    + "\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>";

    private static WireFailure refused(int status, String type, String body) {
        return refused(status, type, "", body);
    }

    private static WireFailure refused(int status, String type, String location, String body) {
        return GatewayErrors.refused(
                NEW, "/v3/kv/put", new HttpHead(status, type, location), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 3.2 and before
                "404|NOT_FOUND|etcdserver: requested lease not found|"
                        + "{\"error\":\"etcdserver: requested lease not found\",\"code\":5}",
                // 3.3, 3.4
                "412|FAILED_PRECONDITION|etcdserver: bad leader transferee|"
                        + "{\"error\":\"etcdserver: bad leader transferee\",\"message\":\"etcdserver: bad leader transferee\","
                        + "\"code\":9}",
                "500|UNKNOWN|election: no leader|"
                        + "{\"error\":\"election: no leader\",\"message\":\"election: no leader\",\"code\":2}",
                // 3.5 and later
                "404|NOT_FOUND|etcdserver: member not found|{\"code\":5, \"message\":\"etcdserver: member not found\"}",
                "400|OUT_OF_RANGE|etcdserver: too large lease TTL|"
                        + "{\"code\":11,\"message\":\"etcdserver: too large lease TTL\",\"details\":[]}",
                "401|UNAUTHENTICATED|etcdserver: invalid auth token|{\"code\":16, \"message\":\"etcdserver: invalid auth token\"}",
                "429|RESOURCE_EXHAUSTED|etcdserver: mvcc: database space exceeded|"
                        + "{\"code\":8, \"message\":\"etcdserver: mvcc: database space exceeded\"}",
                "503|UNAVAILABLE|etcdserver: no leader|{\"code\":14, \"message\":\"etcdserver: no leader\"}",
                "408|CANCELLED|grpc: the client connection is closing|"
                        + "{\"error\":\"grpc: the client connection is closing\",\"code\":1}",
                "499|CANCELLED|context canceled|{\"code\":1, \"message\":\"context canceled\"}",
                "504|DEADLINE_EXCEEDED|context deadline exceeded|{\"code\":4, \"message\":\"context deadline exceeded\"}",
            })
    void etcdsOwnErrorsAreAnswers(int status, StatusCode code, String message, String body) {
        assertThat(refused(status, JSON, body)).isEqualTo(new WireFailure(code, message, Reach.ANSWERED, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"text/plain; charset=utf-8|Not Found", "application/json|{\"code\":5, \"message\":\"Not Found\"}"})
    void aRouteThatTheGatewayHasNot(String type, String body) {
        WireFailure failure = refused(404, type, body);
        assertThat(failure.code()).isEqualTo(StatusCode.UNIMPLEMENTED);
        assertThat(failure.reach()).isEqualTo(Reach.REFUSED);
        assertThat(failure.message()).isEqualTo("etcd 3.6.14's gateway has no /v3/kv/put: use gRPC (tercet-grpc)");
    }

    @Test
    void aGatewayThatIsOff() {
        WireFailure failure = refused(404, TEXT, "404 page not found\n");
        assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
        assertThat(failure.message())
                .isEqualTo(
                        "HTTP 404, text/plain: 404 page not found, from /v3/kv/put: etcd 3.6.14 runs without its JSON"
                                + " gateway (start it without --enable-grpc-gateway=false, or use gRPC, tercet-grpc), or"
                                + " this is its port for peers, not for clients");
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "408", "499"})
    void aProxyThatMayHavePassedItOn(int status) {
        WireFailure failure = refused(status, "text/html", NGINX);
        assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.message())
                .isEqualTo("not etcd's JSON: HTTP " + status
                        + ", text/html: 502 Bad Gateway nginx/1.24.0, from /v3/kv/put");
    }

    @Test
    void aProxyThatPassedNothingOn() {
        assertThat(refused(429, TEXT, "slow down").reach()).isEqualTo(Reach.REFUSED);
        assertThat(refused(413, "text/html", NGINX).code()).isEqualTo(StatusCode.RESOURCE_EXHAUSTED);
        assertThat(refused(413, "text/html", NGINX).reach()).isEqualTo(Reach.ANSWERED);
        assertThat(refused(403, JSON, "{\"message\":\"Forbidden\"}"))
                .isEqualTo(new WireFailure(
                        StatusCode.UNAVAILABLE,
                        "not etcd's JSON: HTTP 403, application/json: {\"message\":\"Forbidden\"}, from /v3/kv/put",
                        Reach.MISCONFIGURED,
                        null));
        assertThat(refused(404, JSON, "{\"code\":404,\"message\":\"no such route\"}")
                        .reach())
                .isEqualTo(Reach.MISCONFIGURED);
        assertThat(refused(404, "text/html", "<h1>Not Found</h1>").reach()).isEqualTo(Reach.MISCONFIGURED);
        assertThat(refused(407, "", "").message()).isEqualTo("not etcd's JSON: HTTP 407, from /v3/kv/put");
        assertThat(refused(421, TEXT, "Misdirected Request").message()).contains("--host-whitelist");
    }

    @Test
    void aRedirectIsNotFollowed() {
        WireFailure failure = refused(302, "text/html", "https://login.example/?next=%2F", "");
        assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
        assertThat(failure.message())
                .isEqualTo("redirected, which is not followed: HTTP 302 to https://login.example/?next=%2F, text/html,"
                        + " from /v3/kv/put; give the endpoint that serves etcd");
    }

    @Test
    void aPageInPlaceOfAReplyLeavesADoubt() {
        WireFailure failure = refused(200, "text/html", "<script>let x;</script><p>Please <b>log in</b></p>");
        assertThat(failure.code()).isEqualTo(StatusCode.INTERNAL);
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.message()).isEqualTo("not etcd's JSON: HTTP 200, text/html: Please log in, from /v3/kv/put");
        assertThat(refused(200, "", "{\"code\":5,\"message\":\"x\"}").reach()).isEqualTo(Reach.LOST);
    }

    @Test
    void longAndStrangeWordsAreCut() {
        String message = refused(503, TEXT, "x\u0000\n\t".repeat(1000)).message();
        assertThat(message)
                .hasSizeLessThan(200)
                .doesNotContain("\n")
                .contains("x x x")
                .contains("…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"grpc_code\":7,\"http_code\":403,\"message\":\"etcdserver: permission denied\","
                        + "\"http_status\":\"Forbidden\"}}",
                "{\"error\":{\"code\":7,\"message\":\"etcdserver: permission denied\",\"details\":[]}}"
            })
    void errorsAtTheEndOfStreams(String frame) {
        assertThat(GatewayErrors.inStream("/v3/watch", frame.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new WireFailure(
                        StatusCode.PERMISSION_DENIED, "etcdserver: permission denied", Reach.ANSWERED, null));
    }

    @Test
    void errorsAtTheEndOfStreamsThatMakeNoSense() {
        assertThat(GatewayErrors.inStream("/v3/watch", "{\"error\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new WireFailure(
                        StatusCode.INTERNAL, "an error without etcd's code, from /v3/watch: x", Reach.LOST, null));
        assertThat(GatewayErrors.inStream("/v3/watch", "{".getBytes(StandardCharsets.UTF_8))
                        .reach())
                .isEqualTo(Reach.LOST);
    }

    @Test
    void aReplyThatTheGatewayItselfFindsTooLarge() {
        WireFailure said = new WireFailure(
                StatusCode.RESOURCE_EXHAUSTED,
                "grpc: received message larger than max (6000118 vs. 4194304)",
                Reach.ANSWERED,
                null);
        assertThat(GatewayErrors.orAboutReply(said, 40).reach()).isEqualTo(Reach.LOST);
        assertThat(GatewayErrors.orAboutReply(said, 40).message()).contains("exceeds maximum size");
        assertThat(GatewayErrors.orAboutReply(said, 8_000_200)).isSameAs(said);
    }

    @Test
    void oursSayWhatWasAsked() {
        UnreadableException why = new UnreadableException("JSON that is cut off after 7 bytes");
        assertThat(GatewayErrors.unreadable("/v3/kv/range", why).message())
                .isEqualTo("the answer from /v3/kv/range is no reply: JSON that is cut off after 7 bytes");
        assertThat(GatewayErrors.tooLarge("/v3/kv/range", 100).message())
                .isEqualTo("the answer from /v3/kv/range exceeds maximum size 100");
    }
}
