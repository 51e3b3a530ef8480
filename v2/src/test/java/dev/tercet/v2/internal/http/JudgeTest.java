package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.http.HttpHead;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.v2.error.V2NotFileException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static Judge.Verdict of(int status, String type, String body) {
        return Judge.of("/v2/keys/a", new HttpHead(status, type, ""), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"errorCode\":300,\"message\":\"Raft Internal Error\",\"cause\":\"etcdserver: request timed out\"} | ANSWERED",
                "500 | {\"errorCode\":301,\"message\":\"During Leader Election\"} | REFUSED",
                "500 | {\"message\":\"Not capable of accessing auth feature during rolling upgrades.\"} | REFUSED",
                "500 | Not capable of accessing auth feature during rolling upgrades. | REFUSED",
                "503 | {\"message\":\"During election\"} | ANSWERED",
                "500 | {\"message\":\"Internal Server Error\"} | ANSWERED",
                "502 | <html>bad gateway</html> | LOST",
                "503 | '' | LOST",
                "504 | no | LOST",
                "408 | slow | LOST",
                "429 | too fast | REFUSED",
                "301 | moved | MISCONFIGURED",
                "400 | Client sent an HTTP request to an HTTPS server. | MISCONFIGURED",
                "403 | <html>forbidden</html> | MISCONFIGURED",
                "404 | <html>nginx has no such page</html> | MISCONFIGURED",
                "421 | not me | MISCONFIGURED",
                "401 | <html>log in</html> | ANSWERED",
                "405 | Method Not Allowed | ANSWERED",
                "413 | too large | ANSWERED",
                "501 | no | MISCONFIGURED"
            })
    void whatMayPassOrIsWrongWithTheWayIsAFailure(int status, String body, Reach reach) {
        WireFailure failure = of(status, "text/html", body).failure().orElseThrow();
        assertThat(failure.reach()).isEqualTo(reach);
        assertThat(failure.cause() instanceof Refusal).isEqualTo(body.startsWith("{"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/a\",\"index\":3}",
                "403 | {\"message\":\"not current leader\"}",
                "501 | {\"message\":\"proxy is read only\"}",
                "400 | {\"errorCode\":401,\"message\":\"The event in requested index is outdated and cleared\"}"
            })
    void whatTheServerRefusesIsAFault(int status, String body) {
        assertThat(of(status, "application/json", body).fault()).containsInstanceOf(Fault.Said.class);
    }

    @Test
    void whatServersOf35SayOfDirectoriesIsNoMatterOfRaft() {
        Judge.Verdict verdict = of(
                500,
                "application/json",
                "{\"errorCode\":300,\"message\":\"Raft Internal Error\",\"cause\":\"nodePath /1/d : Not a file ()\",\"index\":0}");
        assertThat(verdict.fault().orElseThrow().toException("write", "write \"/d\"", "http://h:1"))
                .isInstanceOf(V2NotFileException.class)
                .hasMessageContaining("nodePath /1/d : Not a file ()")
                .hasMessageContaining("cannot change the time to live of a directory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"404 page not found", "{\"error\":\"Not Found\",\"message\":\"Not Found\",\"code\":5}"})
    void aServerWithoutTheApiIsKnown(String body) {
        assertThat(of(404, "text/plain", body).fault()).containsInstanceOf(Fault.Disabled.class);
    }

    @Test
    void wordsComeWithoutMarkup() {
        WireFailure failure = of(502, "text/html; charset=utf-8", "<head><title>x</title></head><h1>Bad\n Gateway</h1>")
                .failure()
                .orElseThrow();
        assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(failure.message()).contains("HTTP 502, text/html: Bad Gateway, from /v2/keys/a");
    }

    @Test
    void allOfTwoHundredIsGood() {
        for (int status : new int[] {200, 201, 204}) {
            assertThat(of(status, "", "").fault()).isEmpty();
            assertThat(of(status, "", "").failure()).isEmpty();
        }
    }
}
