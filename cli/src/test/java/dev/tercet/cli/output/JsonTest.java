package dev.tercet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void allKinds() {
        Object value = new Members()
                .always("text", "a\"\\\n\u0001é😀")
                .always("bytes", Bytes.ofHex("00ff"))
                .always("list", Arrays.asList(1, 2L, true, null))
                .id("id", -1)
                .always("empty", List.of())
                .map();
        assertThat(Json.text(value))
                .isEqualTo("{\"text\":\"a\\\"\\\\\\n\\u0001é😀\",\"bytes\":\"AP8=\",\"list\":[1,2,true,null],"
                        + "\"id\":18446744073709551615,\"empty\":[]}");
    }

    @Test
    void goEscapesWhatCouldBeHtml() {
        assertThat(Json.go("<&>\u2028\u2029/")).isEqualTo("\"\\u003c\\u0026\\u003e\\u2028\\u2029/\"");
        assertThat(Json.text("<&>\u2028\u2029/")).isEqualTo("\"<&>\u2028\u2029/\"");
    }

    @Test
    void whatGoLeavesOut() {
        assertThat(Json.go(Members.of(new Header(1, -1, 0, 2))
                        .number("zero", 0)
                        .id("none", 0)
                        .some("false", false)
                        .some("empty", "")
                        .some("list", List.of())
                        .some("true", true)
                        .map()))
                .isEqualTo(
                        "{\"header\":{\"cluster_id\":1,\"member_id\":18446744073709551615,\"raft_term\":2},\"true\":true}");
    }

    @Test
    void anythingElseIsAMistake() {
        assertThatThrownBy(() -> Json.text(1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
