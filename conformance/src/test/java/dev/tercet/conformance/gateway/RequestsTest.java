package dev.tercet.conformance.gateway;

import static dev.tercet.conformance.gateway.Ask.ask;
import static dev.tercet.conformance.gateway.Ask.get;
import static dev.tercet.conformance.gateway.Ask.post;
import static dev.tercet.conformance.gateway.Going.going;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is around a body: methods of HTTP, paths, headers; and the plain pages. */
final class RequestsTest {
    private static final String KEY = "{\"key\":\"aw==\"}";

    @RegisterExtension
    static final Both BOTH = new Both();

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void verbs(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> verbs() {
        return Stream.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FETCH", "post")
                .flatMap(verb -> Stream.of(
                        ask(verb, "/v3/kv/range", null),
                        ask(verb, "/v3/kv/range", KEY),
                        ask(verb, "/v3/watch", null),
                        ask(verb, "/v3/none", null),
                        ask(verb, "/v3beta/kv/range", null),
                        ask(verb, "/version", null),
                        ask(verb, "/health", null),
                        ask(verb, "/livez", null),
                        ask(verb, "/readyz/non_learner", null),
                        ask(verb, "/none", null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void paths(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> paths() {
        return Stream.of(
                        "/v3",
                        "/v3/",
                        "/v3/kv",
                        "/v3/kv/",
                        "/v3/kv/range/",
                        "/v3/kv/range/x",
                        "/v3/kv/range?key=aw==",
                        "/v3/kv/range?",
                        "/v3/kv//range",
                        "/v3//kv/range?key=a&b='",
                        "/health/../version",
                        "/health/..",
                        "/..//",
                        "//",
                        "/v3/kv/range/.",
                        "/v3beta/kv//range",
                        "/v3/..%2Fversion",
                        "//v3/kv/range",
                        "/v3/./kv/range",
                        "/v3/kv/../kv/range",
                        "/v3/kv%2Frange",
                        "/v3/k%76/range",
                        "/v3/kv/range%20",
                        "/v3/kv/range:x",
                        "/v3/kv/range:",
                        "/v3/KV/range",
                        "/v3/kv/Range",
                        "/V3/kv/range",
                        "/v3beta",
                        "/v3beta/",
                        "/v3beta/kv/range",
                        "/v3beta/kv/lease/leases",
                        "/v3beta/none",
                        "/v3alpha/kv/range",
                        "/v2/keys",
                        "/v2/keys/a",
                        "/v3/kv/lease/leases",
                        "/v3/lease/leases",
                        "/v3/kv/lease/grant",
                        "/v3/kv/compact",
                        "/v3/kv/delete_range",
                        "/v3/lock",
                        "/v3/lock/",
                        "/v3/maintenance/move-leader",
                        "/v3/cluster/member",
                        "/v3/auth/user",
                        "/etcdserverpb.KV/Range",
                        "/v3/etcdserverpb.KV/Range",
                        "/",
                        "/none",
                        "/version/",
                        "/health/",
                        "/metrics/",
                        "/health/x",
                        "/grpc.health.v1.Health/Check")
                .flatMap(path -> Stream.of(ask("POST", path, KEY), get(path)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void headers(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> headers() {
        Ask range = post("/kv/range", "{'key':<k>}");
        return Stream.concat(
                Stream.of(
                        range,
                        range.with("Content-Type", "text/plain"),
                        range.with("Content-Type", "application/json; charset=utf-8"),
                        range.with("Content-Type", "application/grpc"),
                        range.with("Content-Type", "application/x-www-form-urlencoded"),
                        range.with("Accept", "application/xml"),
                        range.with("Accept-Encoding", "gzip"),
                        range.with("Origin", "http://elsewhere"),
                        range.with("Grpc-Metadata-hasleader", "true"),
                        range.with("Grpc-Metadata-HasLeader", "false"),
                        range.with("Grpc-Metadata-Client-Api-Version", "3.6"),
                        range.with("Grpc-Metadata-Client-Api-Version", "x"),
                        range.with("Grpc-Metadata-x-bin", "aw=="),
                        range.with("Grpc-Metadata-Content-Type", "text/plain"),
                        range.with("X-Forwarded-For", "127.0.0.9"),
                        range.with("Cookie", "token=x"),
                        range.with("X-Http-Method-Override", "GET")),
                Stream.of(
                                "5S",
                                "1H",
                                "1M",
                                "60000m",
                                "60000000u",
                                "6000000000n",
                                "5s",
                                "5",
                                "S",
                                "",
                                "-1S",
                                "+5S",
                                "5.0S",
                                " 5S",
                                "5 S",
                                "99999999S",
                                "999999999S",
                                "99999999H",
                                "9223372036854775807n",
                                "9223372036854775808n",
                                "999999999999999999999H",
                                "0S",
                                "soon")
                        .map(time -> range.with("Grpc-Timeout", time)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void pages(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> pages() {
        return Stream.of(
                        "/version",
                        "/version?x=1",
                        "/health",
                        "/health?serializable=true",
                        "/health?serializable=false",
                        "/health?serializable",
                        "/health?serializable=x&serializable=true",
                        "/health?exclude=NOSPACE&exclude=CORRUPT",
                        "/health?exclude=",
                        "/health?exclude=unknown",
                        "/livez",
                        "/livez?verbose",
                        "/livez?verbose=false",
                        "/livez?exclude=serializable_read&verbose",
                        "/livez?exclude=unknown",
                        "/livez/serializable_read",
                        "/livez/serializable_read?verbose",
                        "/livez/linearizable_read",
                        "/livez/",
                        "/readyz",
                        "/readyz?verbose",
                        "/readyz?verbose&exclude=data_corruption&exclude=linearizable_read",
                        "/readyz?verbose&exclude=data_corruption,linearizable_read",
                        "/readyz/data_corruption",
                        "/readyz/serializable_read?verbose",
                        "/readyz/linearizable_read?verbose",
                        "/readyz/non_learner?verbose",
                        "/readyz/read_index",
                        "/readyz/unknown",
                        "/debug/pprof/",
                        "/debug/requests",
                        "/config/local/log",
                        "/members",
                        "/raft",
                        "/leases",
                        "/favicon.ico",
                        "/proxy/health")
                .map(Ask::get);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void snapshots(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> snapshots() {
        return Stream.of(
                going(post("/maintenance/snapshot", "{}")).toEnd(),
                going(post("/maintenance/snapshot", "")).toEnd(),
                going(post("/maintenance/snapshot", "{'unknown':1}")).toEnd(),
                going(post("/maintenance/snapshot", "[]")).toEnd(),
                going(get("/v3/maintenance/snapshot")).toEnd());
    }

    /** What the embedded one counts is called as in etcd, and is of the same kind. */
    @Test
    void metrics() {
        BOTH.same(post("/kv/range", "{'key':<k>}"));
        BOTH.each(get("/metrics"), (there, here) -> {
            assertThat(here.status()).isEqualTo(there.status());
            assertThat(here.headers()).isEqualTo(there.headers());
            assertThat(kinds(there)).containsAll(kinds(here));
            assertThat(kinds(here)).isNotEmpty();
        });
        BOTH.each(
                ask("POST", "/metrics", ""),
                (there, here) -> assertThat(here.status()).isEqualTo(there.status()));
    }

    private static List<String> kinds(Heard page) {
        return String.valueOf(page.body().get(0))
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .toList();
    }
}
