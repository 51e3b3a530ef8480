package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trailers that come later than what they belong to, as an error of a server before 3.5 may have them. */
final class TrailedJsonTest {
    private static final String ERROR = "{\"error\":\"\\\"}\",\"details\":[{}]}";

    private final ScriptedHttp server = ScriptedHttp.start();
    private final HttpDoor door = Doors.open(server.endpoint(), 1);

    @AfterEach
    void close() {
        door.close();
        server.close();
    }

    private Taken post(String path) {
        Taken taken = new Taken();
        door.send(Doors.post(path, "{}"), taken).request(Long.MAX_VALUE);
        return taken;
    }

    private HttpExchange refused() {
        return server.path("/refused")
                .await()
                .head(
                        400,
                        "Content-Type",
                        "application/json",
                        "Trailer",
                        "Grpc-Trailer-Content-Type",
                        "Transfer-Encoding",
                        "chunked");
    }

    @Test
    void theNextAnswerIsNotMistakenForThem() {
        server.path("/refused").always(HttpAnswer.silence());
        server.path("/next").always(HttpAnswer.json("{}"));
        for (String early : List.of("", "0\r\n", "0\r\nGr", "0\r\nGrpc-Tra")) {
            Taken taken = post("/refused");
            Taken next = post("/next");
            HttpExchange exchange = refused().chunk(ERROR).raw(early.getBytes(StandardCharsets.US_ASCII));
            assertThat(taken.good().text()).isEqualTo(ERROR);
            assertThat(next.good().text()).isEqualTo("{}");
            exchange.awaitClosedByClient();
        }
    }

    @Test
    void anAnswerInPiecesComesWhole() {
        server.path("/refused").always(HttpAnswer.silence());
        Taken taken = post("/refused");
        HttpExchange exchange = refused();
        for (char one : ERROR.toCharArray()) {
            assertThat(taken.isOver()).isFalse();
            exchange.chunk(String.valueOf(one));
        }
        assertThat(taken.good().text()).isEqualTo(ERROR);
        exchange.awaitClosedByClient();
    }

    @Test
    void anObjectIsWholeWhereItsLastBraceIs() {
        for (int cut = 0; cut <= ERROR.length(); cut++) {
            TrailedJson json = new TrailedJson();
            boolean first = json.isWholeWith(List.of(bytes(ERROR.substring(0, cut))));
            boolean second = json.isWholeWith(List.of(bytes(ERROR.substring(cut)), bytes("\n")));
            assertThat(first).isEqualTo(cut == ERROR.length());
            assertThat(second).isEqualTo(cut < ERROR.length());
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }
}
