package dev.tercet.v2.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.error.V2ErrorPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterJsonTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void membersAreRead() {
        assertThat(
                        ClusterJson.members(
                                bytes(
                                        "{\"members\":[{\"id\":\"8c\",\"name\":\"m\",\"peerURLs\":[\"http://p\"],"
                                                + "\"clientURLs\":[\"http://c\",\"http://d\"],\"isLearner\":false},{\"id\":\"9\",\"name\":\"\",\"clientURLs\":null}]}")))
                .containsExactly(
                        new V2Member("8c", "m", List.of("http://p"), List.of("http://c", "http://d")),
                        new V2Member("9", "", List.of(), List.of()));
        assertThatThrownBy(() -> ClusterJson.members(bytes("{}"))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void countersAreReadWhateverTheirNames() {
        V2Stats stats = ClusterJson.stats(bytes("{\"name\":\"m\",\"leaderInfo\":{\"leader\":\"8c\",\"uptime\":\"3s\"},"
                + "\"count\":3,\"rate\":1.5,\"on\":true,\"list\":[1,null],\"none\":null}"));
        assertThat(stats.count("count")).isEqualTo(3);
        assertThat(stats.text("name")).isEqualTo("m");
        assertThat(stats.values())
                .containsEntry("rate", 1.5)
                .containsEntry("on", true)
                .containsEntry("list", List.of(1L))
                .containsEntry("leaderInfo", Map.of("leader", "8c", "uptime", "3s"))
                .doesNotContainKey("none");
        assertThat(ClusterJson.leader(stats)).contains("8c");
        assertThat(ClusterJson.leader(ClusterJson.stats(bytes("{\"leaderInfo\":{\"leader\":\"\"}}"))))
                .isEmpty();
        assertThat(ClusterJson.leader(ClusterJson.stats(bytes("{}")))).isEmpty();
    }

    @Test
    void versionsAreReadInBothForms() {
        assertThat(ClusterJson.version(bytes("{\"etcdserver\":\"3.5.30\",\"etcdcluster\":\"3.5.0\"}")))
                .isEqualTo(new V2Version("3.5.30", "3.5.0"));
        assertThat(ClusterJson.version(bytes("etcd 2.0.13\n"))).isEqualTo(new V2Version("2.0.13", ""));
        assertThatThrownBy(() -> ClusterJson.version(bytes("<html>"))).isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "412 | {\"errorCode\":101,\"message\":\"Compare failed\",\"cause\":\"[a != b]\",\"index\":7} | 101 | Compare failed | [a != b] | 7",
                "404 | {\"message\":\"auth: Role r does not exist.\"} | 100 | auth: Role r does not exist. | '' | 0",
                "404 | {\"errorCode\":300,\"message\":\"odd\"} | 100 | odd | '' | 0",
                "401 | {\"message\":\"Insufficient credentials\"} | 110 | Insufficient credentials | '' | 0",
                "403 | {\"message\":\"not current leader\"} | 0 | not current leader | '' | 0",
                "400 | {\"errorCode\":\"209\",\"message\":\"Invalid field\",\"index\":\"5\"} | 209 | Invalid field | '' | 5"
            })
    void errorsAreReadInBothForms(int status, String body, int code, String message, String cause, long index) {
        assertThat(ErrorJson.read(status, bytes(body)))
                .contains(new V2ErrorPayload(code, message, cause, index, status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"Not Found\",\"message\":\"Not Found\",\"code\":5}",
                "{}",
                "404 page not found",
                "{\"mess"
            })
    void othersSayNoneOfV2s(String body) {
        assertThat(ErrorJson.read(404, bytes(body))).isEmpty();
    }
}
