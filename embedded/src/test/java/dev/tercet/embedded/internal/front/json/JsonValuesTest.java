package dev.tercet.embedded.internal.front.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.embedded.internal.status.EtcdError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonValuesTest {
    private final List<String> found = new ArrayList<>();
    private final JsonValues values =
            new JsonValues(value -> found.add(new String(value, StandardCharsets.UTF_8).strip()));

    @Test
    void findsValuesHoweverTheyAreCut() {
        byte[] body = "{\"a\":\"}{ü\\\"\"} {\"b\":[{}]}\n{}[1]\"x\" 5 ".getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= body.length; size++) {
            List<String> of = new ArrayList<>();
            JsonValues pieces = new JsonValues(value -> of.add(new String(value, StandardCharsets.UTF_8).strip()));
            for (int from = 0; from < body.length; from += size) {
                pieces.feed(Arrays.copyOfRange(body, from, Math.min(from + size, body.length)));
            }
            pieces.end();
            assertThat(of)
                    .as("in pieces of %d", size)
                    .containsExactly("{\"a\":\"}{ü\\\"\"}", "{\"b\":[{}]}", "{}", "[1]", "\"x\"", "5");
        }
    }

    /** It would take minutes if the rest were copied for each. */
    @Test
    @Timeout(20)
    void findsManyInOnePiece() {
        feed("{}".repeat(1_000_000));
        assertThat(found).hasSize(1_000_000);
        assertThat(values.pending()).isZero();
    }

    @Test
    void givesAValueAsSoonAsItIsComplete() {
        feed("{\"a\":1}");
        assertThat(found).containsExactly("{\"a\":1}");
        feed("{");
        assertThat(values.pending()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNotComplete() {
        feed("{} {");
        assertThatThrownBy(values::end).isInstanceOf(EtcdError.class).hasMessage("unexpected EOF");
        assertThat(found).containsExactly("{}");
    }

    @Test
    void givesWhatCameBeforeAMistake() {
        assertThatThrownBy(() -> feed("{}x")).isInstanceOf(EtcdError.class).hasMessageStartingWith("invalid JSON: ");
        assertThat(found).containsExactly("{}");
    }

    @Test
    void takesNothingForNothing() {
        feed("");
        feed(" \n");
        values.end();
        assertThat(found).isEmpty();
    }

    private void feed(String piece) {
        values.feed(piece.getBytes(StandardCharsets.UTF_8));
    }
}
