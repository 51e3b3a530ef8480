package dev.tercet.gateway.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.PathScript;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renewals on the wire. */
class RenewalsTest {
    private final ScriptedHttp server = ScriptedHttp.start();
    private final PathScript renewals = server.path("/v3/lease/keepalive").always(HttpAnswer.silence());
    private final EtcdClient client = EtcdClient.builder()
            .endpoints(server.endpoint())
            .transport(GatewayTransport.create())
            .timeout(Duration.ofSeconds(5))
            .build();

    @BeforeEach
    void itIsAnEtcd() {
        server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.6.14\"}"));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private CompletableFuture<LeaseRenewal> renew(long lease) {
        return client.async().leases().keepAliveOnce(lease);
    }

    private static String line(long lease, int ttl) {
        String left = ttl == 0 ? "" : ",\"TTL\":\"" + ttl + "\"";
        return "{\"result\":{\"header\":{\"revision\":\"1\"},\"ID\":\"" + lease + "\"" + left + "}}\n";
    }

    private static Duration ttl(CompletableFuture<LeaseRenewal> renewal) throws Exception {
        return renewal.get(5, TimeUnit.SECONDS).ttl();
    }

    /** Two under way; the others together once the first is answered. */
    private HttpExchange together(List<CompletableFuture<LeaseRenewal>> asked, long... leases) throws Exception {
        CompletableFuture<LeaseRenewal> first = renew(1);
        HttpExchange one = renewals.await();
        renew(2);
        renewals.await();
        for (long lease : leases) {
            asked.add(renew(lease));
        }
        one.chunkedHead().chunk(line(1, 5)).lastChunk();
        assertThat(ttl(first)).isEqualTo(Duration.ofSeconds(5));
        return renewals.await();
    }

    @Test
    void thoseThatWaitGoTogetherAndAreAnsweredOneByOne() throws Exception {
        List<CompletableFuture<LeaseRenewal>> asked = new ArrayList<>();
        HttpExchange exchange = together(asked, 3, -4, 5);
        assertThat(exchange.body().replaceAll("\\s", "")).isEqualTo("{\"ID\":\"3\"}{\"ID\":\"-4\"}{\"ID\":\"5\"}");
        exchange.chunkedHead().chunk(line(3, 30));
        assertThat(ttl(asked.get(0))).isEqualTo(Duration.ofSeconds(30));
        assertThat(asked.get(1)).isNotDone();
        String rest = line(-4, 40) + line(5, 0);
        exchange.chunk(rest.substring(0, 20)).chunk(rest.substring(20)).lastChunk();
        assertThat(ttl(asked.get(1))).isEqualTo(Duration.ofSeconds(40));
        assertThatThrownBy(() -> ttl(asked.get(2))).hasCauseInstanceOf(LeaseNotFoundException.class);
        assertThat(renewals.count()).isEqualTo(3);
    }

    @Test
    void thoseBehindOneThatIsRefusedGoAgain() throws Exception {
        List<CompletableFuture<LeaseRenewal>> asked = new ArrayList<>();
        HttpExchange exchange = together(asked, 3, 4, 5);
        exchange.chunkedHead()
                .chunk(line(3, 30))
                .chunk("{\"error\":{\"code\":7,\"message\":\"etcdserver: permission denied\",\"details\":[]}}\n")
                .lastChunk();
        assertThatThrownBy(() -> ttl(asked.get(1))).hasCauseInstanceOf(PermissionDeniedException.class);
        HttpExchange again = renewals.await();
        assertThat(again.body()).contains("\"5\"").doesNotContain("\"3\"").doesNotContain("\"4\"");
        again.answer(200, "application/json", line(5, 50));
        assertThat(ttl(asked.get(2))).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void thoseWithoutAnAnswerAreAskedForAgain() throws Exception {
        List<CompletableFuture<LeaseRenewal>> asked = new ArrayList<>();
        HttpExchange exchange = together(asked, 3, 4);
        renewals.always(HttpAnswer.replying(again -> line(again.body().contains("\"4\"") ? 4 : 3, 7)));
        exchange.chunkedHead().chunk(line(3, 30)).cut(Cut.RST);
        assertThat(ttl(asked.get(0))).isEqualTo(Duration.ofSeconds(30));
        assertThat(ttl(asked.get(1))).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aRequestThatNobodyWaitsForIsClosed() throws Exception {
        List<CompletableFuture<LeaseRenewal>> asked = new ArrayList<>();
        HttpExchange exchange = together(asked, 3, 4);
        asked.get(0).cancel(true);
        assertThat(exchange.isClosedByClient()).isFalse();
        asked.get(1).cancel(true);
        exchange.awaitClosedByClient();
    }

    @Test
    void errorsInPlaceOfAnAnswerAreEverybodys() throws Exception {
        List<CompletableFuture<LeaseRenewal>> asked = new ArrayList<>();
        HttpExchange exchange = together(asked, 3, 4);
        exchange.answer(403, "application/json", "{\"code\":9,\"message\":\"etcdserver: not capable\"}");
        assertThatThrownBy(() -> ttl(asked.get(0))).hasMessageContaining("etcdserver: not capable");
        assertThatThrownBy(() -> ttl(asked.get(1))).hasMessageContaining("etcdserver: not capable");
    }

    @Test
    void ofAPageOnlyTheBeginningIsRead() throws Exception {
        List<CompletableFuture<LeaseRenewal>> asked = new ArrayList<>();
        HttpExchange exchange = together(asked, 3);
        renewals.always(HttpAnswer.replying(again -> line(3, 7)));
        exchange.head(403, "Content-Type", "text/html");
        exchange.raw(("<p>Sign in</p>" + " ".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ttl(asked.get(0))).hasMessageContaining("HTTP 403, text/html: Sign in");
        exchange.awaitClosedByClient();
    }
}
