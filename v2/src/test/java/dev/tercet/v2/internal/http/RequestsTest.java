package dev.tercet.v2.internal.http;

import static dev.tercet.v2.internal.http.Served.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Credentials;
import dev.tercet.error.NoLeaderException;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpBackend backend = HttpBackend.start(Served.settings(server.endpoint()));

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private EtcdResult read(V2Read read, String path) {
        server.path(path).then(Served.indexed(200, Served.A));
        return Served.get(backend.read(read, SHORT));
    }

    @Test
    void whatIsAskedOfAReadIsInTheQuery() {
        EtcdResult result = read(
                V2Read.of("/a").recursive().sorted().quorum(), "/v2/keys/a?recursive=true&sorted=true&quorum=true");
        assertThat(result.value()).contains("v");
        assertThat(result.etcdIndex()).isEqualTo(7);
        assertThat(result.raftIndex()).isEqualTo(8);
        assertThat(result.raftTerm()).isEqualTo(2);
        assertThat(result.newKey()).isFalse();
        read(V2Read.of("/"), "/v2/keys/");
        read(V2Read.of("ä ö?%/b"), "/v2/keys/%C3%A4%20%C3%B6%3F%25/b");
    }

    @Test
    void aWriteIsAForm() {
        server.path("/v2/keys/a").always(Served.indexed(201, Served.SET));
        EtcdResult result = Served.get(backend.write(
                V2Write.value("a", "ü & b=c")
                        .withTtl(Duration.ofMillis(1500))
                        .ifPrevValue("x y")
                        .ifPrevIndex(3)
                        .ifExists()
                        .withoutValueInAnswer(),
                SHORT));
        HttpExchange put = server.path("/v2/keys/a").await();
        assertThat(put.method()).isEqualTo("PUT");
        assertThat(put.header("Content-Type")).contains("application/x-www-form-urlencoded; charset=utf-8");
        assertThat(put.body())
                .isEqualTo("value=%C3%BC%20%26%20b%3Dc&ttl=2&prevValue=x%20y&prevIndex=3&prevExist=true"
                        + "&noValueOnSuccess=true");
        assertThat(result.newKey()).isTrue();
    }

    @Test
    void eachKindOfWriteHasItsForm() {
        server.path("/v2/keys/a").always(Served.indexed(200, "{\"action\":\"set\"}"));
        Map<V2Write, String> writes = Map.of(
                V2Write.directory("/a"), "PUT dir=true",
                V2Write.directory("/a").ifExists().withoutTtl(), "PUT dir=true&ttl=&prevExist=true",
                V2Write.refresh("/a", Duration.ofSeconds(9)), "PUT refresh=true&ttl=9&prevExist=true",
                V2Write.inOrder("/a", "v").withTtl(Duration.ZERO), "POST value=v&ttl=0",
                V2Write.value("/a", "").ifAbsent(), "PUT value=&prevExist=false");
        writes.forEach((write, form) -> {
            EtcdResult brief = Served.get(backend.write(write, SHORT));
            HttpExchange sent = server.path("/v2/keys/a").await();
            assertThat(sent.method() + " " + sent.body()).isEqualTo(form);
            // A brief answer says only what was done.
            assertThat(brief.key()).isEqualTo("/a");
            assertThat(brief.dir()).isEqualTo(write.kind() == V2Write.Kind.DIRECTORY);
            assertThat(brief.modifiedIndex()).isZero();
        });
    }

    @Test
    void whatIsAskedOfADeletionIsInTheQuery() {
        String path = "/v2/keys/a?dir=true&recursive=true&prevValue=x%20y&prevIndex=3";
        server.path(path).always(Served.indexed(200, "{\"action\":\"delete\"}"));
        Served.get(backend.delete(
                V2Delete.of("/a").directory().recursive().ifPrevValue("x y").ifPrevIndex(3), SHORT));
        assertThat(server.path(path).await().method()).isEqualTo("DELETE");
    }

    @Test
    void thePrefixIsBeforeAllButTheVersion() {
        try (HttpBackend below =
                HttpBackend.start(Served.settings(server.endpoint()).withVersionPrefix("etcd/v2"))) {
            server.path("/etcd/v2/keys/a").always(Served.indexed(200, Served.A));
            server.path("/etcd/v2/machines").always(HttpAnswer.body(200, "text/plain", "http://a:1, http://b:2"));
            server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.5.30\",\"etcdcluster\":\"3.5.0\"}"));
            assertThat(Served.get(below.read(V2Read.of("/a"), SHORT)).value()).contains("v");
            assertThat(Served.get(below.machines(SHORT))).containsExactly("http://a:1", "http://b:2");
            assertThat(Served.get(below.version(SHORT)).server()).isEqualTo("3.5.30");
        }
    }

    @Test
    void everyRequestSaysWhoAsks() {
        String said = "Basic " + Base64.getEncoder().encodeToString("jürgen:pä:ß".getBytes(StandardCharsets.UTF_8));
        try (HttpBackend logged = HttpBackend.start(Served.settings(server.endpoint())
                .withCredentials((Credentials.Password) Credentials.of("jürgen", "pä:ß")))) {
            server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.5.30\"}"));
            server.path("/v2/keys/a").always(Served.indexed(200, Served.SET));
            Served.get(logged.version(SHORT));
            Served.get(logged.write(V2Write.value("/a", "v"), SHORT));
            assertThat(server.exchanges())
                    .hasSize(2)
                    .allSatisfy(sent -> assertThat(sent.header("Authorization")).contains(said));
        }
        assertThatThrownBy(() -> HttpBackend.start(Served.settings(server.endpoint())
                        .withCredentials((Credentials.Password) Credentials.of("a:b", "c"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a:b");
    }

    @Test
    void rawCallsGoAsTheyAreWritten() {
        server.path("/v2/keys/a%20b?x=%C3%A4&recursive=true").always(Served.indexed(200, "{}"));
        ApiAnswer answer = Served.get(
                backend.apiExecute(ApiRequest.of("GET", "/v2/keys/a b?x=ä").with(Map.of("recursive", "true")), SHORT));
        assertThat(answer).isEqualTo(new ApiAnswer(200, 7, "{}"));
        server.path("/v2/members").always(HttpAnswer.json(201, "{\"id\":\"1\"}"));
        Served.get(backend.apiExecute(ApiRequest.of("POST", "/v2/members").withJson("{\"peerURLs\":[]}"), SHORT));
        HttpExchange json = server.path("/v2/members").await();
        assertThat(json.header("Content-Type")).contains("application/json");
        assertThat(json.body()).isEqualTo("{\"peerURLs\":[]}");
        server.path("/v2/keys/b").always(Served.indexed(200, "{}"));
        Served.get(backend.apiExecute(ApiRequest.of("PUT", "/v2/keys/b").with(Map.of("value", "v")), SHORT));
        assertThat(server.path("/v2/keys/b").await().body()).isEqualTo("value=v");
        assertThatThrownBy(() -> backend.apiExecute(ApiRequest.of("GET", "/v2/keys/100%"), SHORT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLeaderIsWhoeverTheMemberFollows() {
        server.path("/v2/stats/self").always(HttpAnswer.json("{\"leaderInfo\":{\"leader\":\"9\"}}"));
        server.path("/v2/members")
                .always(HttpAnswer.json("{\"members\":[{\"id\":\"8\",\"name\":\"a\"},{\"id\":\"9\",\"name\":\"b\"}]}"));
        assertThat(Served.get(backend.leader(SHORT))).extracting(V2Member::name).isEqualTo("b");
        server.path("/v2/stats/self").always(HttpAnswer.json("{\"leaderInfo\":{\"leader\":\"\"}}"));
        assertThat(Served.failure(NoLeaderException.class, backend.leader(SHORT)))
                .hasMessageContaining("no leader at the moment");
        server.path("/v2/stats/self").always(HttpAnswer.json("{\"leaderInfo\":{\"leader\":\"7\"}}"));
        assertThat(Served.failure(NoLeaderException.class, backend.leader(SHORT)))
                .hasMessageContaining("no member");
    }

    @Test
    void withoutThePageOfMachinesItIsTheMembers() {
        server.path("/v2/members")
                .always(HttpAnswer.json(
                        "{\"members\":[{\"id\":\"8\",\"clientURLs\":[\"http://a:1\",\"http://b:1\"]}]}"));
        assertThat(Served.get(backend.machines(SHORT))).containsExactly("http://a:1", "http://b:1");
    }

    @Test
    void countersAreOfThreeKinds() {
        for (StatsKind kind : StatsKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            server.path("/v2/stats/" + name).always(HttpAnswer.json("{\"of\":\"" + name + "\"}"));
            assertThat(Served.get(backend.stats(kind, SHORT)).text("of")).isEqualTo(name);
        }
    }
}
