package dev.tercet.v2.internal.http;

import static dev.tercet.v2.internal.http.Served.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.v2.error.V2ClusterIdChangedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterIdOverHttpTest {
    private static final String MISSING =
            "{\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/a\",\"index\":3}";

    private final ScriptedHttp server = ScriptedHttp.start();
    private final PathScript key = server.path("/v2/keys/a");
    private final HttpBackend learning = HttpBackend.start(settings());
    private final HttpBackend expecting = HttpBackend.start(settings().withExpectedClusterId("00AB"));

    private V2Settings settings() {
        return Served.settings(server.endpoint());
    }

    @AfterEach
    void close() {
        learning.close();
        expecting.close();
        server.close();
    }

    private static CompletableFuture<?> read(HttpBackend backend) {
        return backend.read(V2Read.of("/a"), SHORT);
    }

    private static CompletableFuture<?> write(HttpBackend backend) {
        return backend.write(V2Write.value("/a", "v"), SHORT);
    }

    @Test
    void theFirstAnswerIsBelieved() {
        key.then(2, Served.ofCluster("ab", 200, Served.A)).always(Served.ofCluster("cd", 200, Served.A));
        Served.get(read(learning));
        Served.get(read(learning));
        assertThat(Served.failure(V2ClusterIdChangedException.class, read(learning)))
                .hasMessageContaining("cluster cd answered, and not ab")
                .hasMessageContaining(server.endpoint())
                .extracting(EtcdException::outcome)
                .isEqualTo(Outcome.NOT_APPLIED);
        // Once: from then on it counts.
        Served.get(read(learning));
    }

    @Test
    void anExpectedOneCountsFromTheBeginning() {
        key.then(Served.ofCluster("ab", 200, Served.A)).then(HttpAnswer.json(Served.A));
        key.then(Served.ofCluster("cd", 200, Served.A)).then(Served.ofCluster("cd", 200, Served.A));
        Served.get(read(expecting));
        // One that does not say is not checked.
        Served.get(read(expecting));
        Served.failure(V2ClusterIdChangedException.class, read(expecting));
        Served.get(read(expecting));
    }

    @Test
    void whatBecameOfAWriteIsSaid() {
        key.then(Served.ofCluster("cd", 200, Served.SET));
        V2ClusterIdChangedException done = Served.failure(V2ClusterIdChangedException.class, write(expecting));
        assertThat(done.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(done).hasMessageContaining("may have, done there");
        key.then(Served.ofCluster("ef", 404, MISSING));
        V2ClusterIdChangedException refused = Served.failure(V2ClusterIdChangedException.class, write(expecting));
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refused).hasMessageContaining("changed nothing there");
        assertThat(key.count()).isEqualTo(2);
        key.then(Served.ofCluster("ef", 404, MISSING));
        Served.failure(V2KeyNotFoundException.class, write(expecting));
    }

    @Test
    void aWaitDoesNotWaitForIt() {
        server.path("/v2/keys/a?wait=true")
                .always(exchange -> exchange.head(
                        200, "X-Etcd-Cluster-Id", "cd", "X-Etcd-Index", "3", "Transfer-Encoding", "chunked"));
        HttpCalls calls = calls();
        AtomicReference<Endpoint> stood = new AtomicReference<>();
        Served.failure(
                V2ClusterIdChangedException.class,
                calls.awaitEvent("/a", false, 0, null, (index, at) -> stood.set(at), SHORT));
        assertThat(stood).hasNullValue();
        server.path("/v2/keys/a?wait=true").await().awaitClosedByClient();
        calls.engine().close();
    }

    private HttpCalls calls() {
        V2Settings settings = settings().withExpectedClusterId("ab");
        V2Dialect dialect = V2Dialect.of(settings);
        return new HttpCalls(HttpStart.engine(settings, dialect), dialect, settings);
    }
}
