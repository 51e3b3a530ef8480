package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.lock.V2LockOptions;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mistakes in arguments: none of them reaches a server. */
class BadInputTest {
    private static final Duration TTL = Duration.ofSeconds(5);

    @Test
    void wrongConditionsAreRefusedWhenTheyAreSaid() {
        Fails.badArgument(() -> V2Write.refresh("/k", TTL).withValue("v"), "value", "refresh", "/k");
        Fails.badArgument(() -> V2Write.refresh("/k", TTL).withoutTtl(), "ttl", "refresh", "/k");
        Fails.badArgument(() -> V2Write.refresh("/k", TTL).ifAbsent(), "refresh", "/k");
        Fails.badArgument(() -> V2Write.directory("/k").withValue("v"), "value", "directory", "/k");
        Fails.badArgument(() -> V2Write.directory("/k").ifPrevValue("v"), "prevValue", "/k");
        Fails.badArgument(() -> V2Write.value("/k", "v").ifPrevValue(""), "prevValue", "empty");
        Fails.badArgument(() -> V2Delete.of("/k").ifPrevValue(""), "prevValue", "empty");
        Fails.badArgument(() -> V2Write.value("/k", "v").ifPrevIndex(0), "prevIndex", "0");
        Fails.badArgument(() -> V2Delete.of("/k").ifPrevIndex(-1), "prevIndex", "-1");
        Fails.badArgument(() -> V2Write.inOrder("/k", "v").ifPrevIndex(5), "prevIndex", "/k");
        Fails.badArgument(() -> V2Write.inOrder("/k", "v").ifPrevValue("v"), "prevValue", "/k");
        Fails.badArgument(() -> V2Write.inOrder("/k", "v").ifExists(), "prevExist", "/k");
        Fails.badArgument(() -> V2Write.value("/k", "v").ifPrevValue("o").ifAbsent(), "prevValue", "ifAbsent", "/k");
        Fails.badArgument(() -> V2Write.value("/k", "v").ifAbsent().ifPrevValue("o"), "prevValue", "ifAbsent", "/k");
        Fails.badArgument(() -> V2Write.value("/k", "v").ifPrevIndex(5).ifAbsent(), "prevIndex", "ifAbsent", "/k");
        Fails.badArgument(() -> V2Write.directory("/k").ifAbsent().ifPrevIndex(5), "prevIndex", "ifAbsent", "/k");
        Fails.badArgument(() -> directory().withValue("v"), "value", "directory", "/d");
        Fails.badArgument(() -> V2Write.value("/k", "v").withTtl(Duration.ofSeconds(-1)), "ttl", "-1");
        Fails.badArgument(() -> V2Write.refresh("/k", Duration.ofNanos(-1)), "ttl");
        Fails.badArgument(() -> V2Write.refresh("/k", Duration.ofSeconds(Long.MAX_VALUE)), "ttl", "hundred years");
        Fails.badArgument(() -> V2Write.value("/k\uD800", "v"), "key", "surrogate");
        Fails.badArgument(() -> V2Write.value("/k", "\uDC00v"), "value", "surrogate");
        Fails.badArgument(() -> V2Watch.of("/k").fromIndex(-1), "index", "-1");
        Fails.badArgument(() -> V2Watch.of("/k").atMost(Duration.ZERO), "time");
        Fails.badArgument(() -> V2LockOptions.DEFAULT.withTtl(Duration.ofMillis(999)), "ttl");
        Fails.badArgument(() -> ApiRequest.of("PATCH", "/v2/keys"), "PATCH");
        Fails.badArgument(() -> ApiRequest.of("GET", "v2/keys"), "v2/keys", "slash");
        Fails.badArgument(() -> ApiRequest.of("GET", "/v2/keys").withJson("{}"), "json");
        Fails.badArgument(() -> V2Permission.of("X"), "X");
        Fails.badArgument(() -> V2Role.of(""), "name");
        Fails.badArgument(() -> V2User.of(""), "name");
    }

    private static EtcdResult directory() {
        V2Node bare = new V2Node("/d", Optional.empty(), true, Optional.empty(), Optional.empty(), 5, 5, List.of());
        return new EtcdResult(V2Action.GET, bare, Optional.empty(), false, 5, 0, 0);
    }

    @Test
    void wrongOptionsAreRefused() {
        Fails.badArgument(() -> EtcdV2Client.builder().build(), "endpoint");
        Fails.badArgument(() -> EtcdV2Client.builder().endpoints("ftp://h:1").build(), "ftp");
        Fails.badArgument(() -> EtcdV2Client.builder().endpoints("h:99999").build(), "99999");
        Fails.badArgument(() -> EtcdV2Client.builder().srv(" "), "domain");
        Fails.badArgument(
                () -> EtcdV2Client.builder()
                        .endpoints("a:1", "b:2")
                        .withoutReconnecting()
                        .build(),
                "withoutReconnecting");
        Fails.badArgument(() -> EtcdV2Client.builder().readTimeout(Duration.ZERO), "readTimeout");
        Fails.badArgument(() -> EtcdV2Client.builder().connectTimeout(Duration.ofSeconds(-1)), "connectTimeout", "-1");
        Fails.badArgument(() -> EtcdV2Client.builder().maxConnections(0), "maxConnections", "0");
        Fails.badArgument(() -> EtcdV2Client.builder().expectedClusterId("xyz"), "expectedClusterId", "xyz");
        Fails.badArgument(() -> EtcdV2Client.builder().lockPrefix("/"), "lockPrefix");
    }

    @Test
    void whatIsRefusedByACallReachesNobody() {
        V2Node bare = new V2Node("/k", Optional.of("v"), false, Optional.empty(), Optional.empty(), 0, 0, List.of());
        EtcdResult withoutIndex = new EtcdResult(V2Action.SET, bare, Optional.empty(), false, 0, 0, 0);
        try (ScriptedHttp nobody = ScriptedHttp.start();
                EtcdV2Client v2 = EtcdV2Client.builder()
                        .endpoints(nobody.endpoint())
                        .backend(V2Backend.HTTP)
                        .build()) {
            Fails.badArgument(() -> v2.update(withoutIndex), "/k");
            Fails.badArgument(() -> v2.testAndSet("/k", "v", ""), "prevValue");
            Fails.badArgument(() -> v2.set("/k", "v", Duration.ofSeconds(-3)), "ttl");
            Fails.badArgument(() -> v2.refresh("/k", Duration.ofSeconds(-3)), "ttl");
            V2Watch limited = V2Watch.of("/k").atMost(TTL);
            Fails.badArgument(() -> v2.eternalWatch(limited), "limit", "watch(..)", "/k");
            Fails.badArgument(() -> v2.eternalWatch(limited, (event, stop) -> {}), "limit", "watch(..)", "/k");
            Fails.badArgument(() -> v2.async().eternalWatch(limited, (event, stop) -> {}), "limit", "watch(..)", "/k");
            Fails.badArgument(() -> v2.publisher(limited), "limit", "watch(..)", "/k");
            Fails.badArgument(() -> v2.lock(""), "name");
            Fails.badArgument(() -> v2.getLock("/", TTL, "v"), "key");
            Fails.badArgument(() -> v2.getLock("/k", Duration.ofSeconds(-1), "v"), "ttl");
            Fails.badArgument(() -> v2.withTimeout(Duration.ZERO), "timeout");
            Fails.badArgument(
                    () -> v2.apiExecute(new ApiRequest("GET", "/v2/keys", Map.of("a", "b"), Optional.of("{}"))),
                    "json");
            assertThat(nobody.exchanges()).isEmpty();
        }
    }
}
