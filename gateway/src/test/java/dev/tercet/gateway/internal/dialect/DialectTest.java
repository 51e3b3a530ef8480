package dev.tercet.gateway.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {
    private static final CallContext TOKEN = new CallContext("secret", false);
    private static final CallContext BOTH = new CallContext("secret", true);

    private static Dialect of(String version) {
        Version parsed = Version.parse(version);
        return parsed.dialect(parsed.prefix());
    }

    @Test
    void leasesHadOtherPaths() {
        assertThat(of("3.4.0").path(LeaseRpcs.REVOKE)).isEqualTo("/v3/lease/revoke");
        assertThat(of("3.3.25").path(LeaseRpcs.REVOKE)).isEqualTo("/v3beta/kv/lease/revoke");
        assertThat(of("3.3.25").path(LeaseRpcs.TIME_TO_LIVE)).isEqualTo("/v3beta/kv/lease/timetolive");
        assertThat(of("3.3.25").path(LeaseRpcs.LEASES)).isEqualTo("/v3beta/kv/lease/leases");
        assertThat(of("3.3.25").path(LeaseRpcs.GRANT)).isEqualTo("/v3beta/lease/grant");
        assertThat(of("3.2.32").path(LeaseRpcs.RENEW)).isEqualTo("/v3alpha/lease/keepalive");
        assertThat(of("3.2.32").path(KvRpcs.PUT)).isEqualTo("/v3alpha/kv/put");
        assertThat(of("3.2.32").path(WatchRpcs.WATCH)).isEqualTo("/v3alpha/watch");
    }

    @Test
    void headersSayWhoAsksAndThatThereMustBeALeader() {
        assertThat(of("3.6.14").headers(CallContext.PLAIN)).isEmpty();
        assertThat(of("3.6.14").headers(CallContext.WITH_LEADER)).isEqualTo(Map.of("Grpc-Metadata-hasleader", "true"));
        assertThat(of("3.3.25").headers(TOKEN)).isEqualTo(Map.of("Authorization", "secret"));
        assertThat(of("3.2.32").headers(TOKEN)).isEqualTo(Map.of("Grpc-Metadata-Token", "secret"));
        assertThat(of("3.6.14").headers(BOTH))
                .isEqualTo(Map.of("Authorization", "secret", "Grpc-Metadata-hasleader", "true"));
    }

    @ParameterizedTest
    @CsvSource({
        "3.3.25, false, false",
        "3.4.14, false, false",
        "3.4.15, true, false",
        "3.4.45, true, false",
        "3.5.31, true, false",
        "3.5.32, true, true",
        "3.6.12, true, false",
        "3.6.13, true, true",
        "3.7.0, true, true",
        "4.0.0, true, true"
    })
    void websocketsBecameUsableLittleByLittle(String version, boolean plain, boolean token) {
        assertThat(of(version).opensSockets(CallContext.WITH_LEADER)).isEqualTo(plain);
        assertThat(of(version).opensSockets(TOKEN)).isEqualTo(token);
    }

    @Test
    void oneThatIsNotKnownOpensNoneAndLacksNothing() {
        Dialect unknown = new Dialect("/v3", 0, 0, 0);
        assertThat(unknown.opensSockets(CallContext.PLAIN)).isFalse();
        assertThat(unknown.lacks(MaintenanceRpcs.HASH_KV)).isNull();
    }

    @ParameterizedTest
    @MethodSource
    void whatIsMissingIsTold(String version, Rpc<?, ?> rpc, String text) {
        WireFailure failure = Objects.requireNonNull(of(version).lacks(rpc));
        assertThat(failure.message()).isEqualTo(text);
        assertThat(failure.code()).isEqualTo(StatusCode.UNIMPLEMENTED);
        assertThat(failure.reach()).isEqualTo(Reach.REFUSED);
        assertThat(failure.cause())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(text);
    }

    static Stream<Arguments> whatIsMissingIsTold() {
        String hash = "'s gateway has no HashKV: it came with 3.5.10; use gRPC (tercet-grpc)";
        return Stream.of(
                Arguments.of("3.3.25", MaintenanceRpcs.HASH_KV, "etcd 3.3.25" + hash),
                Arguments.of("3.4.23", MaintenanceRpcs.HASH_KV, "etcd 3.4.23" + hash),
                Arguments.of("3.5.9", MaintenanceRpcs.HASH_KV, "etcd 3.5.9" + hash),
                Arguments.of("3.2.0", MaintenanceRpcs.HASH_KV, "etcd 3.2.0 has no HashKV: it came with 3.3.0"),
                Arguments.of("3.4.23", AuthRpcs.STATUS, "etcd 3.4.23 has no AuthStatus: it came with 3.5.0"),
                Arguments.of("3.4.23", MaintenanceRpcs.DOWNGRADE, "etcd 3.4.23 has no Downgrade: it came with 3.5.0"),
                Arguments.of("3.3.25", ClusterRpcs.PROMOTE, "etcd 3.3.25 has no MemberPromote: it came with 3.4.0"),
                Arguments.of("3.2.32", LeaseRpcs.LEASES, "etcd 3.2.32 has no LeaseLeases: it came with 3.3.0"),
                Arguments.of("3.1.20", LockRpcs.LOCK, "etcd 3.1.20 has no Lock: it came with 3.2.0"),
                Arguments.of(
                        "3.0.17", LeaseRpcs.TIME_TO_LIVE, "etcd 3.0.17 has no LeaseTimeToLive: it came with 3.1.0"));
    }

    @Test
    void whatIsThereIsNotMissing() {
        assertThat(of("3.5.10").lacks(MaintenanceRpcs.HASH_KV)).isNull();
        assertThat(of("3.6.0").lacks(MaintenanceRpcs.HASH_KV)).isNull();
        assertThat(of("3.3.25").lacks(MaintenanceRpcs.HASH)).isNull();
        assertThat(of("3.2.32").lacks(ElectionRpcs.CAMPAIGN)).isNull();
        assertThat(Objects.requireNonNull(of("3.1.20").lacks(ElectionRpcs.OBSERVE))
                        .message())
                .isEqualTo("etcd 3.1.20 has no Observe: it came with 3.2.0");
    }
}
