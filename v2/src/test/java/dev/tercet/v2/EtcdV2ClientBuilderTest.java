package dev.tercet.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Tls;
import dev.tercet.error.UnavailableException;
import dev.tercet.v2.internal.settings.V2Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option's check, before anything is sent, and what the builder makes of those that are good. */
class EtcdV2ClientBuilderTest {
    private static EtcdV2ClientBuilder builder() {
        return EtcdV2Client.builder().endpoints("a:1");
    }

    /** An option with a value that cannot be, and what its refusal names. */
    private static Arguments odd(UnaryOperator<EtcdV2ClientBuilder> option, String... words) {
        return Arguments.of(option, words);
    }

    private static Stream<Arguments> refusedAtOnce() {
        return Stream.of(
                odd(b -> b.srv(" "), "domain"),
                odd(b -> b.readTimeout(Duration.ZERO), "readTimeout", "PT0S"),
                odd(b -> b.readTimeout(Duration.ofSeconds(-1)), "readTimeout", "PT-1S"),
                odd(b -> b.connectTimeout(Duration.ZERO), "connectTimeout", "PT0S"),
                odd(b -> b.connectTimeout(Duration.ofMillis(-5)), "connectTimeout", "PT-0.005S"),
                odd(b -> b.expectedClusterId(""), "expectedClusterId", "\"\""),
                odd(b -> b.expectedClusterId("xyz"), "expectedClusterId", "\"xyz\""),
                odd(b -> b.expectedClusterId("0123456789abcdef0"), "expectedClusterId"),
                odd(b -> b.maxConnections(0), "maxConnections", "0"),
                odd(b -> b.maxConnections(-3), "maxConnections", "-3"),
                odd(b -> b.lockPrefix("/"), "lockPrefix"),
                odd(b -> b.lockPrefix("a/.."), "lockPrefix"),
                odd(b -> b.credentials("", "secret"), "user"));
    }

    @ParameterizedTest
    @MethodSource("refusedAtOnce")
    void whatCannotBeIsRefusedByName(UnaryOperator<EtcdV2ClientBuilder> option, String[] words) {
        assertThatThrownBy(() -> option.apply(builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }

    private static Stream<Arguments> refusedByBuild() {
        return Stream.of(
                odd(b -> b.endpoints(), "endpoints"),
                odd(b -> b.endpoints(" "), "endpoints"),
                odd(b -> b.endpoints("ftp://a:1"), "ftp"),
                odd(b -> b.endpoints("a:99999"), "99999"),
                odd(b -> b.endpoints("a:b"), "\"a:b\""),
                odd(b -> b.endpoints("http://a:1/etcd"), "more than scheme, host and port"),
                odd(b -> b.endpoints("http://root:secret@a:1"), "user information"),
                odd(b -> b.endpoints("a", "b").withoutReconnecting(), "withoutReconnecting()", "2"),
                odd(b -> b.tls(Tls.trusting(Path.of("/there/is/none.pem"))), "/there/is/none.pem"));
    }

    @ParameterizedTest
    @MethodSource("refusedByBuild")
    void whatDoesNotFitTogetherIsRefusedWhenItIsBuilt(UnaryOperator<EtcdV2ClientBuilder> option, String[] words) {
        for (V2Backend backend : V2Backend.values()) {
            EtcdV2ClientBuilder odd = option.apply(builder()).backend(backend);
            assertThatThrownBy(odd::build)
                    .as("%s", backend)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(words)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void sixtyFiveEndpointsAreTooMany() {
        List<String> many =
                Stream.iterate(1, i -> i + 1).limit(65).map(i -> "e" + i).toList();

        assertThatThrownBy(() -> builder().endpoints(many).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 at most, not 65");
    }

    @Test
    void aUserWithAColonCannotLogInOverHttp() {
        assertThatThrownBy(() -> builder()
                        .credentials("a:b", "secret")
                        .backend(V2Backend.HTTP)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"a:b\"")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theClusterIsNotComparedOverV3() {
        assertThatThrownBy(() -> builder()
                        .expectedClusterId("cafe")
                        .backend(V2Backend.V3)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expectedClusterId");
    }

    @Test
    void nullsAreRefusedByName() {
        Map<String, UnaryOperator<EtcdV2ClientBuilder>> options = Map.of(
                "versionPrefix", b -> b.versionPrefix(null),
                "readTimeout", b -> b.readTimeout(null),
                "connectTimeout", b -> b.connectTimeout(null),
                "expectedClusterId", b -> b.expectedClusterId(null),
                "proxies", b -> b.httpProxies(null),
                "tls", b -> b.tls(null),
                "lockPrefix", b -> b.lockPrefix(null),
                "callbackExecutor", b -> b.callbackExecutor(null),
                "backend", b -> b.backend(null));
        options.forEach((name, option) -> assertThatThrownBy(() -> option.apply(builder()))
                .as(name)
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining(name));
    }

    @ParameterizedTest
    @EnumSource(V2Backend.class)
    void aDomainWithoutRecordsIsNoReasonToGoElsewhere(V2Backend backend) {
        EtcdV2ClientBuilder lost = EtcdV2Client.builder().srv("nothing.invalid").backend(backend);

        assertThatThrownBy(lost::build)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("_etcd-client-ssl._tcp.nothing.invalid", "_etcd._tcp.nothing.invalid");
    }

    @Test
    void endpointsAreReadAsOfAnyClient() {
        try (EtcdV2Client client = EtcdV2Client.builder()
                .tls(Tls.system())
                .endpoints("a", "http://b:4001,[::1]")
                .build()) {
            // Plain ones may be among them, which a redirect may lead to the others.
            assertThat(client.endpoints()).containsExactly("https://a:2379", "http://b:4001", "https://[::1]:2379");
        }
    }

    @Test
    void whatIsGoodIsKeptAsItIsMeant() {
        V2Settings settings = V2Settings.DEFAULT
                .withVersionPrefix("etcd//v2/")
                .withLockPrefix("locks/")
                .withExpectedClusterId("CAFE01");

        assertThat(settings.versionPrefix()).isEqualTo("/etcd/v2");
        assertThat(settings.withVersionPrefix("/").versionPrefix()).isEmpty();
        assertThat(settings.lockPrefix()).isEqualTo("/locks");
        assertThat(settings.expectedClusterId()).isEqualTo("cafe01");
        assertThat(V2Settings.DEFAULT.readTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(V2Settings.DEFAULT.maxConnections()).isEqualTo(10);
        assertThat(V2Settings.DEFAULT.lockPrefix()).isEqualTo("/_locks");
        assertThat(V2Settings.DEFAULT.backend()).isEqualTo(V2Backend.AUTO);
    }

    @Test
    void theLaterOfEndpointsAndDomainCounts() {
        V2Settings settings = V2Settings.DEFAULT.withSrv("example.com").withEndpoints(List.of("a"));

        assertThat(settings.srvDomain()).isNull();
        assertThat(settings.withSrv("example.com").endpoints()).isEmpty();
    }
}
