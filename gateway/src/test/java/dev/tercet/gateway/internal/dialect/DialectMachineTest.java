package dev.tercet.gateway.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.http.HttpHead;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectMachineTest {
    private static final String HTML = "<html><head><title>x</title></head><body><h1>It works!</h1></body></html>";

    private final DialectMachine machine = new DialectMachine();
    private DialectMachine.Effect last = machine.begin();

    private void answered(int status, String type, String body) {
        last = machine.answered(new HttpHead(status, type, ""), body.getBytes(StandardCharsets.UTF_8));
    }

    private String asked() {
        assertThat(last).isInstanceOf(DialectMachine.Ask.class);
        DialectMachine.Ask ask = (DialectMachine.Ask) last;
        return ask.ask().method() + " " + ask.ask().path() + " "
                + new String(ask.ask().body(), StandardCharsets.UTF_8);
    }

    private Dialect found() {
        assertThat(last).isInstanceOf(DialectMachine.Found.class);
        return ((DialectMachine.Found) last).dialect();
    }

    private WireFailure failed() {
        assertThat(last).isInstanceOf(DialectMachine.Failed.class);
        return ((DialectMachine.Failed) last).failure();
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.17, /v3alpha",
        "3.2.32, /v3alpha",
        "3.3.25, /v3beta",
        "3.4.0, /v3",
        "3.5.30, /v3",
        "3.6.0-rc.5, /v3",
        "3.7.3+git, /v3",
        "4.0.0, /v3"
    })
    void aVersionTellsThePrefix(String version, String prefix) {
        assertThat(asked()).isEqualTo("GET /version ");
        answered(200, "application/json", "{\"etcdserver\":\"" + version + "\",\"etcdcluster\":\"not_decided\"}");
        assertThat(found().prefix()).isEqualTo(prefix);
        assertThat(version).startsWith(found().major() + "." + found().minor() + "." + found().patch());
    }

    @Test
    void oneWithoutTheThirdApiIsToldOf() {
        answered(200, "application/json", "{\"etcdserver\":\"2.3.8\",\"etcdcluster\":\"2.3.0\"}");
        assertThat(failed().code()).isEqualTo(StatusCode.UNIMPLEMENTED);
        assertThat(failed().reach()).isEqualTo(Reach.REFUSED);
        assertThat(failed().message()).isEqualTo("etcd 2.3.8 is too old: it has no v3 API");
        assertThat(failed().cause()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"etcdserver\":\"new\"}", "{\"etcdserver\":7}", "no json", "{\"version\":\"3"})
    void whereTheVersionTellsNothingEachPrefixIsTried(String body) {
        answered(200, "application/json", body);
        assertThat(asked()).isEqualTo("POST /v3/maintenance/status {}");
        answered(404, "text/plain; charset=utf-8", "404 page not found\n");
        assertThat(asked()).isEqualTo("POST /v3beta/maintenance/status {}");
        answered(404, "text/plain; charset=utf-8", "404 page not found\n");
        assertThat(asked()).isEqualTo("POST /v3alpha/maintenance/status {}");
        answered(200, "application/json", "{\"header\":{},\"version\":\"3.2.32\"}");
        assertThat(found()).isEqualTo(new Dialect("/v3alpha", 3, 2, 32));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{\"error\":\"etcdserver: invalid auth token\",\"message\":\"etcdserver: invalid auth token\",\"code\":16}",
                "400|{\"code\":3, \"message\":\"etcdserver: user name is empty\"}",
                "503|{\"error\":\"etcdserver: no leader\",\"code\":14}",
            })
    void beingRefusedByEtcdIsAnAnswerToo(int status, String body) {
        answered(403, "text/html", HTML);
        answered(status, "application/json", body);
        assertThat(found()).isEqualTo(new Dialect("/v3", 0, 0, 0));
    }

    @Test
    void aGatewayWithoutTheRouteIsNotTheRightOne() {
        answered(404, "text/plain", "404 page not found");
        answered(404, "application/json", "{\"code\":5, \"message\":\"Not Found\"}");
        assertThat(asked()).isEqualTo("POST /v3beta/maintenance/status {}");
    }

    @Test
    void aWebServerIsNoEtcd() {
        answered(200, "text/html; charset=utf-8", HTML);
        answered(405, "text/html", HTML);
        answered(405, "text/html", HTML);
        answered(405, "text/html", HTML);
        assertThat(failed().reach()).isEqualTo(Reach.MISCONFIGURED);
        assertThat(failed().message())
                .isEqualTo(
                        "what answers there is not etcd's JSON gateway: /version gave HTTP 200, text/html: It works!;"
                                + " /v3/maintenance/status gave HTTP 405; /v3beta/maintenance/status gave HTTP 405;"
                                + " /v3alpha/maintenance/status gave HTTP 405");
    }

    @Test
    void aWebServerThatKnowsNoPostIsNoEtcdEither() {
        answered(404, "text/html", HTML);
        for (int i = 0; i < 3; i++) {
            answered(501, "text/html", "<p>Unsupported method: " + "x".repeat(100));
        }
        assertThat(failed().reach()).isEqualTo(Reach.MISCONFIGURED);
        assertThat(failed().message())
                .contains("/v3/maintenance/status gave HTTP 501, text/html: Unsupported method: xxx")
                .doesNotContain("x".repeat(60));
    }

    @Test
    void plainTextToAServerOfTlsIsToldOf() {
        for (int i = 0; i < 4; i++) {
            answered(400, "", "Client sent an HTTP request to an HTTPS server.\n");
        }
        assertThat(failed().message()).endsWith("; the peer speaks TLS: its endpoint begins with https://");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aBalancerWithoutServersMayHaveThemSoon(int status) {
        answered(status, "text/html", HTML);
        assertThat(asked()).isEqualTo("POST /v3/maintenance/status {}");
        answered(status, "text/html", HTML);
        assertThat(failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(failed().code()).isEqualTo(StatusCode.UNAVAILABLE);
    }

    @Test
    void whatWaitsHasSentNothingWhateverBecameOfTheQuestion() {
        last = machine.failed(new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null));
        assertThat(failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(failed().message()).isEqualTo("cut");
        last = machine.failed(new WireFailure(StatusCode.UNAVAILABLE, "certificate", Reach.MISCONFIGURED, null));
        assertThat(failed().reach()).isEqualTo(Reach.MISCONFIGURED);
        last = machine.silent("15000 ms");
        assertThat(failed().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(failed().message()).isEqualTo("no answer to /version within 15000 ms");
    }
}
