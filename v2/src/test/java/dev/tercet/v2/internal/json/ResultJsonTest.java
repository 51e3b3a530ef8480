package dev.tercet.v2.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultJsonTest {
    private static ResultJson read(String json) {
        return ResultJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static V2Node node(String json) {
        return read("{\"action\":\"get\",\"node\":" + json + "}").node().orElseThrow();
    }

    @Test
    void aNodeHasAllItsFields() {
        V2Node node =
                node("{\"key\":\"/a b\",\"value\":\"ä\",\"expiration\":\"2026-11-21T11:05:01.267070492Z\",\"ttl\":7,"
                        + "\"modifiedIndex\":12,\"createdIndex\":11}");
        assertThat(node.key()).isEqualTo("/a b");
        assertThat(node.value()).contains("ä");
        assertThat(node.ttl()).contains(Duration.ofSeconds(7));
        assertThat(node.expiration()).contains(Instant.parse("2026-11-21T11:05:01.267070492Z"));
        assertThat(node.modifiedIndex()).isEqualTo(12);
        assertThat(node.createdIndex()).isEqualTo(11);
        assertThat(node.dir()).isFalse();
    }

    @Test
    void theRootHasNoKey() {
        V2Node root =
                node("{\"dir\":true,\"nodes\":[{\"key\":\"/d\",\"dir\":true,\"modifiedIndex\":4,\"createdIndex\":4}]}");
        assertThat(root.key()).isEqualTo("/");
        assertThat(root.dir()).isTrue();
        assertThat(root.nodes()).singleElement().satisfies(child -> {
            assertThat(child.key()).isEqualTo("/d");
            assertThat(child.dir()).isTrue();
            assertThat(child.value()).isEmpty();
        });
    }

    @Test
    void anEmptyValueIsOne() {
        assertThat(node("{\"key\":\"/a\",\"value\":\"\",\"modifiedIndex\":1,\"createdIndex\":1}")
                        .value())
                .contains("");
    }

    @Test
    void whatWasDeletedHasNone() {
        ResultJson result =
                read("{\"action\":\"delete\",\"node\":{\"key\":\"/a\",\"modifiedIndex\":5,\"createdIndex\":4},"
                        + "\"prevNode\":{\"key\":\"/a\",\"value\":\"v\",\"modifiedIndex\":4,\"createdIndex\":4}}\n");
        assertThat(result.action()).isEqualTo(V2Action.DELETE);
        assertThat(result.node().orElseThrow().value()).isEmpty();
        assertThat(result.prevNode().orElseThrow().value()).contains("v");
    }

    @Test
    void fieldsThatNobodyKnowsAreLeftOut() {
        V2Node node = node(
                "{\"new\":{\"x\":[1,{\"y\":2}]},\"key\":\"/a\",\"value\":\"v\",\"newer\":[[]],\"modifiedIndex\":1}");
        assertThat(node.value()).contains("v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "\"17\"", "17.0", "1.7e1"})
    void numbersMayBeTexts(String written) {
        assertThat(node("{\"key\":\"/a\",\"modifiedIndex\":" + written + "}").modifiedIndex())
                .isEqualTo(17);
    }

    @Test
    void indexesCountWithoutASign() {
        assertThat(node("{\"modifiedIndex\":18446744073709551615}").modifiedIndex())
                .isEqualTo(-1L);
    }

    @Test
    void aDirectoryThatIsReportedAsAKeyIsOne() {
        ResultJson result = read(
                "{\"action\":\"update\",\"node\":{\"key\":\"/d\",\"value\":\"\",\"ttl\":9,\"modifiedIndex\":6,"
                        + "\"createdIndex\":4},\"prevNode\":{\"key\":\"/d\",\"dir\":true,\"modifiedIndex\":4,\"createdIndex\":4}}");
        V2Node node = result.node().orElseThrow();
        assertThat(node.dir()).isTrue();
        assertThat(node.value()).isEmpty();
        assertThat(node.ttl()).contains(Duration.ofSeconds(9));
    }

    @Test
    void aBriefAnswerHasNoNode() {
        assertThat(read("{\"action\":\"set\"}").node()).isEmpty();
    }

    @Test
    void aTreeMayBeDeep() {
        int depth = 1000;
        String json = "{\"key\":\"/d\",\"dir\":true,\"nodes\":[".repeat(depth) + "]}".repeat(depth);
        V2Node node = node(json);
        int found = 1;
        while (!node.nodes().isEmpty()) {
            node = node.nodes().get(0);
            found++;
        }
        assertThat(found).isEqualTo(depth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{}",
                "{\"action\":\"dance\"}",
                "{\"action\":\"get\",\"node\":{\"key\":\"/a\",\"value\":\"secr",
                "{\"action\":\"get\"}{}",
                "{\"action\":\"get\",\"node\":{\"modifiedIndex\":\"secret\"}}",
                "{\"action\":\"get\",\"node\":{\"expiration\":\"secret\"}}",
                "{\"action\":\"get\",\"node\":{\"modifiedIndex\":1e999999999}}"
            })
    void whatIsNoneIsRefusedWithoutShowingIt(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(UnreadableException.class)
                .message()
                .doesNotContain("secr");
    }
}
