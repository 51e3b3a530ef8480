package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Tls;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.UnavailableException;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.EtcdV2ClientBuilder;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the builder is told and the wire shows. */
class OptionsOverHttpTest {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final int AT_ONCE = 2;
    private static final String MINE = "the executor of the test";

    private final ScriptedHttp server = ScriptedHttp.start();
    private final PathScript key = server.path("/v2/keys/a");

    @AfterEach
    void close() {
        server.close();
    }

    private static EtcdV2ClientBuilder builder(String endpoint) {
        return EtcdV2Client.builder()
                .endpoints(endpoint)
                .backend(V2Backend.HTTP)
                .withoutMemberSync()
                .withoutReconnecting();
    }

    @Test
    void noMoreCallsAreUnderWayThanMayBe() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        key.always(exchange -> most.accumulateAndGet(underWay.incrementAndGet(), Math::max));
        PathScript waits = server.path("/v2/keys/a?wait=true").always(HttpAnswer.silence());
        try (EtcdV2Client v2 =
                builder(server.endpoint()).maxConnections(AT_ONCE).build()) {
            List<CompletableFuture<EtcdResult>> events = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                events.add(v2.async().watch(V2Watch.of("/a")));
                waits.await();
            }
            List<CompletableFuture<EtcdResult>> reads = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                reads.add(v2.async().get("/a"));
            }
            List<HttpExchange> open = new ArrayList<>(List.of(key.await(), key.await()));
            // One that is not counted goes past those that are waiting for their turn.
            events.add(v2.async().watch(V2Watch.of("/a")));
            waits.await();
            assertThat(key.count()).isEqualTo(AT_ONCE);
            for (int i = 0; i < reads.size(); i++) {
                underWay.decrementAndGet();
                Served.indexed(200, Served.A).answer(open.remove(0));
                if (i < reads.size() - AT_ONCE) {
                    open.add(key.await());
                }
            }
            reads.forEach(read -> assertThat(Served.get(read).value()).contains("v"));
            assertThat(most).hasValue(AT_ONCE);
            assertThat(server.connections()).isLessThanOrEqualTo(AT_ONCE + events.size());
            assertThat(events).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void aProxyIsAskedForTheWholeAddress() {
        // Nobody but the proxy has to know the name.
        String asked = "http://etcd.invalid:2379/v2/keys/a";
        server.path(asked).always(Served.indexed(200, Served.A));
        try (EtcdV2Client v2 = builder("http://etcd.invalid:2379")
                .httpProxies(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())))
                .build()) {
            assertThat(v2.get("/a").value()).contains("v");
            assertThat(server.path(asked).await().header("Host")).contains("etcd.invalid:2379");
        }
    }

    @Test
    void aConnectionMayTakeThatLongAndNoLonger() throws IOException {
        // The system takes the connection, and nobody says a word of TLS on it.
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                // A deadline before the five seconds that a connection may take unless told otherwise.
                EtcdV2Client v2 = builder("https://127.0.0.1:" + mute.getLocalPort())
                        .connectTimeout(Duration.ofMillis(100))
                        .readTimeout(Duration.ofSeconds(4))
                        .build()) {
            UnavailableException late =
                    Served.failure(UnavailableException.class, v2.async().set("/a", "v"));
            assertThat(late.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(late).hasMessageContaining("no connection");
        }
    }

    @Test
    void whatIsTheUsersRunsOnTheUsersExecutor() throws Exception {
        String event = "{\"action\":\"set\",\"node\":{\"key\":\"/a\",\"value\":\"v\",\"modifiedIndex\":8,"
                + "\"createdIndex\":8}}";
        PathScript waits = server.path("/v2/keys/a?wait=true")
                .always(exchange -> exchange.head(200, "X-Etcd-Index", "7", "Transfer-Encoding", "chunked"));
        BlockingQueue<String> ran = new LinkedBlockingQueue<>();
        ExecutorService mine = Executors.newSingleThreadExecutor(work -> new Thread(work, MINE));
        key.always(HttpAnswer.silence());
        try (EtcdV2Client v2 = builder(server.endpoint()).callbackExecutor(mine).build()) {
            CompletableFuture<?> dependent = v2.async().get("/a").thenRun(() -> ran.add(here("dependent")));
            Served.indexed(200, Served.A).answer(key.await());
            Served.get(dependent);
            assertThat(ran.poll()).isEqualTo("dependent on " + MINE);

            CompletableFuture<Long> watch = v2.async().eternalWatch(V2Watch.of("/a"), new V2WatchListener() {
                @Override
                public void onStarted(long index) {
                    ran.add(here("start"));
                }

                @Override
                public void onEvent(V2Event told, Runnable stop) {
                    ran.add(here("event"));
                    stop.run();
                }
            });
            CompletableFuture<?> after = watch.thenRun(() -> ran.add(here("end")));
            assertThat(ran.poll(20, TimeUnit.SECONDS)).isEqualTo("start on " + MINE);
            waits.await().chunk(event).lastChunk();
            assertThat(ran.poll(20, TimeUnit.SECONDS)).isEqualTo("event on " + MINE);
            Served.get(after);
            assertThat(ran.poll()).isEqualTo("end on " + MINE);
        }
        // It is the user's own: closing the client leaves it.
        assertThat(mine.isShutdown()).isFalse();
        mine.shutdown();
    }

    private static String here(String what) {
        return what + " on " + Thread.currentThread().getName();
    }

    @Test
    void anotherNameCanBeExpectedOfAServer() {
        Tls trusting = Tls.trusting(CERTIFICATES.ca());
        try (ScriptedHttp elsewhere = elsewhere()) {
            refused(elsewhere, trusting);
            refused(elsewhere, trusting.withServerName("other.invalid"));
            answered(elsewhere, trusting.withServerName("elsewhere.invalid"));
        }
    }

    @Test
    void anybodyIsBelievedWhenNobodyIsVerified() {
        try (ScriptedHttp elsewhere = elsewhere()) {
            refused(elsewhere, Tls.system());
            answered(elsewhere, Tls.system().withoutVerification());
        }
    }

    /** A server whose certificate speaks for another host. */
    private static ScriptedHttp elsewhere() {
        ScriptedHttp server = ScriptedHttp.start(Contexts.of(CERTIFICATES.wrongHostServer()));
        server.path("/v2/keys/a").always(Served.indexed(200, Served.SET));
        return server;
    }

    private static void answered(ScriptedHttp elsewhere, Tls tls) {
        try (EtcdV2Client v2 = builder(elsewhere.endpoint()).tls(tls).build()) {
            assertThat(v2.set("/a", "v").value()).contains("v");
        }
    }

    private static void refused(ScriptedHttp elsewhere, Tls tls) {
        try (EtcdV2Client v2 = builder(elsewhere.endpoint()).tls(tls).build()) {
            EtcdException failure =
                    Served.failure(RejectedEtcdException.class, v2.async().set("/a", "v"));
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure).hasMessageContaining("certificate refused");
            assertThat(elsewhere.path("/v2/keys/a").count()).isZero();
        }
    }
}
