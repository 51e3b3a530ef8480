package dev.tercet.gateway.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors as servers of all versions say them, and as others do. */
class RecordedErrorsTest {
    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void ofCalls(Recorded server) {
        error(server, "range-future", 11, "etcdserver: mvcc: required revision is a future revision");
        error(server, "lease-revoke-gone", 5, "etcdserver: requested lease not found");
        error(server, "leader-none", 2, "election: no leader");
        error(server, "put-nospace", 8, "etcdserver: mvcc: database space exceeded");
        error(server, "put-without-token", 3, "etcdserver: user name is empty");
    }

    private static void error(Recorded server, String name, int code, String message) {
        assertThat(JsonBodies.read(Codecs.ERROR, server.body(name))).isEqualTo(new ErrorBody(code, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":"old","code":14}                                                     | 14 | old
            {"error":"old","message":"later","code":14,"details":[{"a":{}}]}              | 14 | later
            {"code":14,"message":"new","details":[]}                                      | 14 | new
            {"error":{"grpc_code":14,"http_code":503,"message":"m","http_status":"s"}}    | 14 | m
            {"error":{"code":14,"message":"m","details":[]}}                              | 14 | m
            {"error":{"message":"m"},"code":14}                                           | 0  | m
            {"error":"Bad Gateway"}                                                       | 0  | Bad Gateway
            {"error":"Bad Gateway","code":"E_WHATEVER"}                                   | 0  | Bad Gateway
            {"message":["none"],"code":{"a":1},"error":null}                              | 0  | ``
            {"message":"m","code":-5}                                                     | 0  | m
            {"message":"m","code":99999999999}                                            | 0  | m
            {"status":"error"}                                                            | 0  | ``
            """)
    void ofAllShapes(String body, int code, String message) {
        assertThat(JsonBodies.read(Codecs.ERROR, body)).isEqualTo(new ErrorBody(code, message));
    }

    @Test
    void withinAnAnswerThatGoesOn() {
        JsonReader<Enveloped<String>> reader = Codecs.enveloped(Codecs.VERSION);
        assertThat(JsonBodies.read(reader, "{\"error\":{\"grpc_code\":14,\"http_code\":503,\"message\":\"m\"}}"))
                .isEqualTo(new Enveloped<>(null, new ErrorBody(14, "m")));
        assertThat(JsonBodies.read(reader, "{\"error\":\"m\"}"))
                .isEqualTo(new Enveloped<>(null, new ErrorBody(0, "m")));
        assertThat(JsonBodies.read(reader, "{\"error\":null,\"result\":{\"etcdserver\":\"3.6.0\"},\"more\":[]}"))
                .isEqualTo(new Enveloped<>("3.6.0", null));
    }
}
