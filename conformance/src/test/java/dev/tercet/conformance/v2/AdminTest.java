package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.testkit.etcd.EtcdVersion;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.error.V2RejectedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cluster tells of itself. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#all")
record AdminTest(V2Target target) implements V2Contract {
    @Test
    void membersAndTheirLeaderAreTold() {
        Map<String, V2Member> members = v2().members();
        assertThat(members).isNotEmpty();
        assertThat(members).allSatisfy((id, member) -> {
            assertThat(id).isEqualTo(member.id()).matches("[0-9a-f]{1,16}");
            assertThat(member.name()).isNotBlank();
            assertThat(member.peerUrls()).isNotEmpty();
        });
        assertThat(members).containsValue(v2().leader());
        assertThat(v2().machines())
                .isNotEmpty()
                .allSatisfy(url -> assertThat(url).startsWith("http"));
    }

    @Test
    void versionsAreTold() {
        V2Version version = v2().version();
        assertThat(EtcdVersion.parse(version.server()).atLeast(3, 4)).isTrue();
        assertThat(EtcdVersion.parse(version.cluster()).minor())
                .isEqualTo(EtcdVersion.parse(version.server()).minor());
    }

    @Test
    void countsOfTheServerAreTold() {
        V2Stats self = v2().stats();
        assertThat(self.text("name")).isNotBlank();
        assertThat(self.text("id")).isIn(v2().members().keySet());
        assertThat(self.text("state")).isIn("StateLeader", "StateFollower");
        if (target.sharedEndpoints().size() == 1) {
            assertThat(v2().leaderStats().text("leader")).isEqualTo(self.text("id"));
        }
    }

    @Test
    void whatWasDoneWithKeysIsCounted() {
        requires(V2Capability.STORE_STATS);
        long before = v2().storeStats().count("setsSuccess");
        v2().set(fresh(), "1");
        if (target.sharedEndpoints().size() == 1) {
            assertThat(v2().storeStats().count("setsSuccess")).isGreaterThan(before);
        }
    }

    @Test
    void whatTheBackendHasNotIsRefused() {
        if (target.lacks(V2Capability.STORE_STATS).isPresent()) {
            EtcdException stats = Fails.with(EtcdException.class, () -> v2().storeStats());
            assertThat(stats.code()).isEqualTo(ErrorCode.UNSUPPORTED);
        }
        if (target.lacks(V2Capability.RAW_CALLS).isPresent()) {
            EtcdException raw =
                    Fails.with(EtcdException.class, () -> v2().apiExecute(ApiRequest.of("GET", "/v2/keys/")));
            assertThat(raw.code()).isEqualTo(ErrorCode.UNSUPPORTED);
        }
    }

    @Test
    void anythingElseIsCalledByItsPath() {
        requires(V2Capability.RAW_CALLS);
        String key = fresh();
        ApiAnswer put = v2().apiExecute(ApiRequest.of("PUT", "/v2/keys" + key).with(Map.of("value", "a&b=c")));
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.etcdIndex()).isPositive();
        assertThat(put.body()).contains("\"action\":\"set\"");
        assertThat(v2().get(key).value()).contains("a&b=c");
        ApiAnswer post =
                v2().apiExecute(ApiRequest.of("post", "/v2/keys" + key + "s").with(Map.of("value", "1")));
        assertThat(post.body()).contains("\"action\":\"create\"");
        ApiAnswer got =
                v2().apiExecute(ApiRequest.of("GET", "/v2/keys" + key + "s").with(Map.of("sorted", "true")));
        assertThat(got.body()).contains("\"nodes\"");
        ApiAnswer gone =
                v2().apiExecute(ApiRequest.of("DELETE", "/v2/keys" + key + "s").with(Map.of("recursive", "true")));
        assertThat(gone.status()).isEqualTo(200);
        assertThat(v2().contains(key + "s")).isFalse();
        V2RejectedException refused = Fails.with(
                V2RejectedException.class,
                () -> v2().apiExecute(ApiRequest.of("POST", "/v2/members").withJson("{\"peerURLs\":[\"bad\"]}")));
        assertThat(refused.payload().status()).isEqualTo(400);
        assertThat(refused.payload().message()).contains("URL");
    }
}
