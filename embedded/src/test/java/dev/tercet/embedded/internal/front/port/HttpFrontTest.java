package dev.tercet.embedded.internal.front.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFrontTest {
    private static final String RANGE = "/v3/kv/range";
    private static final String ANSWER =
            "{\"header\":{\"revision\":\"7\"},\"kvs\":[{\"key\":\"YQ==\"}],\"count\":\"1\"}";
    private static final String A = "{\"key\":\"YQ==\"}";

    private final SmallTable served = new SmallTable();
    private final MethodTable table = served.table();
    private final ListeningPort port =
            new ListeningPort("http-front-test", 0, Limits.DEFAULT, table, SmallTable::vitals);
    private final RawHttp client = new RawHttp(port.port());

    @AfterEach
    void close() {
        client.close();
        port.close();
    }

    @Test
    void answersACall() {
        RawHttp.Answer answer = client.post(RANGE, A);

        assertThat(answer.body()).isEqualTo(ANSWER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(client.post("/v3beta/kv/range", A).body()).isEqualTo(ANSWER);
    }

    @Test
    void takesNothingForAnEmptyRequest() {
        assertThat(client.post(RANGE, "").body()).contains("\"kvs\":[{}]");
        assertThat(client.post(RANGE, " \n").body()).contains("\"kvs\":[{}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/v3/kv/range|{|400|{\"code\":3,\"message\":\"unexpected EOF\"}",
                "POST|/v3/kv/range|{\"key\":\"cmVmdXNlZA==\"}|400|"
                        + "{\"code\":11,\"message\":\"etcdserver: mvcc: required revision is a future revision\"}",
                "POST|/v3/kv/nothing|{}|404|{\"code\":5,\"message\":\"Not Found\"}",
                "GET|/%zz|``|400|400 Bad Request",
                "POST|/%zz|{}|400|400 Bad Request",
                "POST|/v3/|{}|404|{\"code\":5,\"message\":\"Not Found\"}",
                "PUT|/v3/kv/range|{}|501|{\"code\":12,\"message\":\"Method Not Allowed\"}",
                "OPTIONS|/v3/kv/range|``|200|``",
                "POST|/v3alpha/kv/range|{}|404|404 page not found",
            })
    void refusesAsEtcdDoes(String verb, String path, String body, int status, String text) {
        client.send(RawHttp.request(verb, path, body));
        RawHttp.Answer answer = client.answer();

        assertThat(answer.body().strip()).isEqualTo(text);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(client.post(RANGE, A).body()).as("afterwards").isEqualTo(ANSWER);
    }

    @Test
    void tellsOfItsOwnMistakes() {
        RawHttp.Answer answer = client.post(RANGE, "{\"key\":\"YnJva2Vu\"}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo("{\"code\":13,\"message\":\"the embedded etcd failed at etcdserverpb.KV/Range: "
                        + "java.lang.IllegalStateException: a mistake\"}");
    }

    @Test
    void readsWhoCallsFromTheHeaders() {
        client.post(RANGE, A);
        client.post(RANGE, A, "Authorization: t.1", "Grpc-Metadata-hasleader: true");
        client.post(RANGE, A, "authorization: Bearer t.2");
        client.post(RANGE, A, "Grpc-Metadata-Token: t.3");

        assertThat(served.callers)
                .containsExactly(
                        new Caller(null, false),
                        new Caller("t.1", true),
                        new Caller("Bearer t.2", false),
                        new Caller("t.3", false));
    }

    @Test
    void endsACallWhoseTimeIsUp() {
        RawHttp.Answer answer = client.post("/v3/lock/lock", "{}", "Grpc-Timeout: 50m");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"context deadline exceeded\"}");
        assertThat(served.cancelled).hasValue(1);
        assertThat(client.post("/v3/lock/lock", "{}", "Grpc-Timeout: soon").body())
                .isEqualTo("{\"code\":3,\"message\":\"invalid grpc-timeout: soon\"}");
    }

    @Test
    void aClientThatDoesNotListenIsNotListenedTo() {
        String request = RawHttp.request("POST", RANGE, "{\"key\":\"" + "a".repeat(24_000) + "\"}");
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 1_500; i++) {
                client.send(request);
            }
        });
        await().until(() -> !served.callers.isEmpty());
        try (RawHttp another = new RawHttp(port.port())) {
            for (int i = 0; i < 200; i++) {
                assertThat(another.get("/version").status()).isEqualTo(200);
            }
        }
        assertThat(served.callers).hasSizeLessThan(1_000);

        for (int i = 0; i < 1_500; i++) {
            assertThat(client.answer().body()).hasSizeGreaterThan(24_000);
        }
        assertThat(asking).succeedsWithin(Duration.ofSeconds(10));
        assertThat(served.callers).hasSize(1_500);
    }

    @Test
    void cancelsACallWhoseClientHungUp() {
        client.send(RawHttp.request("POST", "/v3/lock/lock", "{}"));
        await().until(() -> served.waiting.get() == 1);

        client.close();

        await().until(() -> served.cancelled.get() == 1);
    }

    @Test
    void breaksTheConnectionOfALostReply() {
        client.send(RawHttp.request("POST", RANGE, "{\"key\":\"bG9zdA==\"}"));
        assertThatThrownBy(client::answer).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void answersInTheOrderOfTheRequests() {
        client.send(RawHttp.request("POST", "/v3/lock/lock", "{}", "Grpc-Timeout: 100m")
                + RawHttp.request("POST", RANGE, A)
                + RawHttp.request("GET", "/version", "")
                + RawHttp.request("POST", RANGE, A, "Connection: close"));

        assertThat(client.answer().status()).isEqualTo(504);
        assertThat(client.answer().body()).isEqualTo(ANSWER);
        assertThat(client.answer().body()).contains("3.7.3");
        assertThat(client.answer().body()).isEqualTo(ANSWER);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void takesABodyInPieces() {
        client.send("POST " + RANGE + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"key\r\n");
        client.send("9\r\n\":\"YQ==\"}\r\n0\r\n\r\n");
        assertThat(client.answer().body()).isEqualTo(ANSWER);
    }

    @Test
    void speaksToOldClients() {
        client.send("POST " + RANGE + " HTTP/1.0\r\nContent-Length: " + A.length() + "\r\n\r\n" + A);
        assertThat(client.rest()).endsWith("\r\n\r\n" + ANSWER);
        try (RawHttp another = new RawHttp(port.port())) {
            another.send("POST /v3/lease/keepalive HTTP/1.0\r\nContent-Length: 8\r\n\r\n{\"ID\":1}");
            assertThat(another.rest())
                    .doesNotContain("chunked")
                    .endsWith("\r\n\r\n{\"result\":{\"ID\":\"1\",\"TTL\":\"5\"}}\n");
        }
    }

    @Test
    void sendsAwayWhoSpeaksNoHttp() {
        client.send("HELLO\r\n\r\n");
        assertThat(client.rest()).startsWith("HTTP/1.1 400");
        try (RawHttp another = new RawHttp(port.port())) {
            another.send("hello\r\n\r\n");
            assertThat(another.rest()).isEmpty();
        }
    }

    @Test
    void tellsAClientThatAsksToGoOn() {
        client.send("POST " + RANGE + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: " + A.length()
                + "\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(100);
        client.send(A);
        assertThat(client.answer().body()).isEqualTo(ANSWER);
    }

    @Test
    void refusesWhatIsTooLarge() {
        String limit = "A".repeat(2_000_000 / 3 * 4);
        assertThat(client.post("/v3/kv/put", "{\"value\":\"" + limit + "\"}").body())
                .isEqualTo("{\"header\":{\"revision\":\"1999998\"}}");

        RawHttp.Answer larger = client.post("/v3/kv/put", "{\"value\":\"" + limit + "A".repeat(400_000) + "\"}");
        assertThat(larger.status()).isEqualTo(429);
        assertThat(larger.body())
                .isEqualTo("{\"code\":8,\"message\":"
                        + "\"grpc: received message larger than max (2300003 vs. 2097152)\"}");

        RawHttp.Answer huge = client.post("/v3/kv/put", "{\"value\":\"" + "A".repeat(20_000_000) + "\"}");
        assertThat(huge.status()).isEqualTo(429);
        assertThat(client.post(RANGE, A).body()).as("afterwards").isEqualTo(ANSWER);
    }

    @Test
    void watchesForAsLongAsTheClientListens() {
        client.send(RawHttp.request(
                "POST", "/v3/watch", "{\"create_request\":{\"key\":\"YQ==\"}}{\"create_request\":{\"key\":\"Yg==\"}}"));
        assertThat(client.head().header("transfer-encoding")).isEqualTo("chunked");
        assertThat(client.chunk()).isEqualTo("{\"result\":{\"created\":true,\"cancel_reason\":\"a\"}}\n");
        assertThat(client.chunk()).isEqualTo("{\"result\":{\"created\":true,\"cancel_reason\":\"b\"}}\n");

        served.watches.get(0).message(WatchResponse.newBuilder().setWatchId(3).build());
        assertThat(client.chunk()).isEqualTo("{\"result\":{\"watch_id\":\"3\"}}\n");

        client.close();
        await().until(() -> served.cancelled.get() == 1);
        served.watches.get(0).message(WatchResponse.getDefaultInstance());
    }

    @Test
    void endsAStreamWithARefusal() {
        client.send(RawHttp.request("POST", "/v3/watch", "{\"create_request\":{\"key\":\"YQ==\"}}"));
        client.head();
        client.chunk();
        served.watches.get(0).end(EtcdErrors.INVALID_AUTH_TOKEN);

        assertThat(client.chunk())
                .isEqualTo("{\"error\":{\"code\":16,\"message\":\"etcdserver: invalid auth token\"}}\n");
        assertThat(client.chunk()).isEmpty();

        RawHttp.Answer refused = client.post("/v3/watch", "{}", "Grpc-Metadata-Hasleader: true");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).isEqualTo("{\"error\":{\"code\":14,\"message\":\"etcdserver: no leader\"}}\n");
        assertThat(served.cancelled).hasValue(0);
    }

    @Test
    void takesAMistakeOnAStreamForItsEnd() {
        assertThat(client.post("/v3/lease/keepalive", "{\"ID\":\"7\"} x {\"ID\":\"8\"}")
                        .body())
                .isEqualTo("{\"result\":{\"ID\":\"7\",\"TTL\":\"5\"}}\n");
        assertThat(client.post("/v3/lease/keepalive", "").body()).isEmpty();

        client.send(RawHttp.request("POST", "/v3/watch", "x"));
        await().until(() -> served.watches.size() == 1);
        client.close();
        await().until(() -> served.cancelled.get() == 1);
    }

    @Test
    void doesNotSendMoreThanTheClientTakes() {
        client.send(RawHttp.request("POST", "/v3/maintenance/snapshot", ""));
        await().until(() -> served.stalls.get() > 0);
        // The port has two threads, and one of these two is answered on that which would have sent the rest.
        try (RawHttp one = new RawHttp(port.port());
                RawHttp other = new RawHttp(port.port())) {
            one.post(RANGE, A);
            other.post(RANGE, A);
        }
        assertThat(served.chunks).hasSizeLessThan(SmallTable.CHUNKS);

        assertThat(client.answer().body().lines()).hasSize(SmallTable.CHUNKS);
        assertThat(client.post("/v3/maintenance/snapshot", "[").body())
                .isEqualTo("{\"code\":3,\"message\":\"unexpected EOF\"}");
    }

    @Test
    void hasThePagesThatProbesLookAt() {
        assertThat(client.get("/version").body())
                .isEqualTo("{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\",\"storage\":\"3.7.0\"}");
        assertThat(client.get("/health?serializable=true").body()).isEqualTo("{\"health\":\"true\",\"reason\":\"\"}");
        assertThat(client.get("/livez").body()).isEqualTo("ok\n");
        assertThat(client.get("/readyz?verbose&exclude=non_learner").body())
                .isEqualTo("[+]data_corruption ok\n[+]serializable_read ok\n[+]linearizable_read ok\nok\n");
        assertThat(client.get("/readyz/non_learner").body()).isEqualTo("ok\n");
        assertThat(client.get("/nothing").status()).isEqualTo(404);
        assertThat(client.post("/health", "").status()).isEqualTo(405);
    }

    @Test
    void showsItsNumbers() {
        client.post(RANGE, A);
        client.post(RANGE, "{\"key\":\"cmVmdXNlZA==\"}");

        try (RawHttp another = new RawHttp(port.port())) {
            assertThatThrownBy(() -> another.post(RANGE, "{\"key\":\"bG9zdA==\"}"))
                    .isInstanceOf(UncheckedIOException.class);
        }

        String metrics = client.get("/metrics").body();

        String kind = "grpc_method=\"Range\",grpc_service=\"etcdserverpb.KV\",grpc_type=\"unary\"} ";
        assertThat(metrics.lines())
                .contains(
                        "etcd_server_has_leader 1",
                        "etcd_mvcc_put_total 5",
                        "etcd_server_id{server_id=\"ab\"} 1",
                        "etcd_server_version{server_version=\"3.7.3\"} 1",
                        "etcd_cluster_version{cluster_version=\"3.7\"} 1",
                        "# TYPE etcd_debugging_mvcc_watcher_total gauge",
                        "grpc_server_started_total{" + kind + "3",
                        "grpc_server_handled_total{grpc_code=\"OK\"," + kind + "1",
                        "grpc_server_handled_total{grpc_code=\"OutOfRange\"," + kind + "1",
                        "grpc_server_handled_total{grpc_code=\"Canceled\"," + kind + "1");
    }

    @Test
    void closesWithClientsConnected() {
        client.send(RawHttp.request("POST", "/v3/watch", "{\"create_request\":{\"key\":\"YQ==\"}}"));
        client.head();
        client.chunk();
        try (RawHttp waiting = new RawHttp(port.port());
                RawHttp silent = new RawHttp(port.port());
                RawHttp idle = new RawHttp(port.port())) {
            idle.get("/version");
            waiting.send(RawHttp.request("POST", "/v3/lock/lock", "{}"));
            await().until(() -> served.waiting.get() == 1);

            port.close();

            assertThat(client.chunk())
                    .isEqualTo("{\"error\":{\"code\":14,\"message\":\"etcdserver: server stopped\"}}\n");
            assertThat(waiting.answer().status()).isEqualTo(503);
            assertThat(idle.rest()).isEmpty();
            assertThat(silent.rest()).isEmpty();
        }
        assertThat(served.cancelled).hasValue(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("http-front-test"));
    }

    @Test
    void saysWhatToDoAboutAPortInUse() {
        assertThatThrownBy(() ->
                        new ListeningPort("http-front-second", port.port(), Limits.DEFAULT, table, SmallTable::vitals))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on 127.0.0.1:" + port.port()
                        + ": it may be in use by another program; choose another port, or 0 for any that is free");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("http-front-second"));
    }
}
