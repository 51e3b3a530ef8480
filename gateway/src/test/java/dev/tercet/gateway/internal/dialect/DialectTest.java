package dev.tercet.gateway.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.JsonCodec;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
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
import dev.tercet.watch.WatchFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {
    private static final Bytes NAME = Bytes.of("name");
    private static final CallContext TOKEN = new CallContext("secret", false);
    private static final CallContext BOTH = new CallContext("secret", true);

    private static Dialect of(String version) {
        Version parsed = Version.parse(version);
        return parsed.dialect(parsed.prefix());
    }

    @SuppressWarnings("unchecked") // Of what it is asked for only the path counts.
    private static @Nullable WireFailure lacks(String version, Rpc<?, ?> rpc) {
        return of(version).lacks((Rpc<Object, ?>) rpc, "anything");
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
        assertThat(unknown.lacks(MaintenanceRpcs.HASH_KV, new MaintenanceRpcs.HashKv(0)))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource
    void whatIsMissingIsTold(String version, Rpc<?, ?> rpc, String text) {
        WireFailure failure = Objects.requireNonNull(lacks(version, rpc));
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
        assertThat(lacks("3.5.10", MaintenanceRpcs.HASH_KV)).isNull();
        assertThat(lacks("3.6.0", MaintenanceRpcs.HASH_KV)).isNull();
        assertThat(lacks("3.3.25", MaintenanceRpcs.HASH)).isNull();
        assertThat(lacks("3.2.32", ElectionRpcs.CAMPAIGN)).isNull();
        assertThat(Objects.requireNonNull(of("3.1.20").lacks(ElectionRpcs.OBSERVE, new ElectionRpcs.Ask(NAME)))
                        .message())
                .isEqualTo("etcd 3.1.20 has no Observe: it came with 3.2.0");
    }

    static Stream<Arguments> partsThatCameLater() {
        KeyRange many = KeyRange.prefix("k");
        Txn ranges = Txn.when(Compare.version(many).greaterThan(0)).then(Put.of("k", "v"));
        Txn leases = Txn.when(Compare.lease("k").equalTo(7)).then(Put.of("k", "v"));
        Txn unequal = Txn.when(Compare.version("k").notEqualTo(1));
        Txn nested = Txn.all(Put.of("a", "b")).orElse(ranges);
        ClusterRpcs.Add learner = new ClusterRpcs.Add(List.of("http://127.0.0.1:1"), true);
        WatchRpcs.Create filtered = new WatchRpcs.Create(many, 0, Set.of(WatchFilter.NO_PUT), false, false, false);
        return Stream.of(
                Arguments.of(learner, "3.4.0", "learners"),
                Arguments.of(new AuthRpcs.UserPassword("u", null), "3.4.0", "users without a password"),
                Arguments.of(ranges, "3.3.0", "comparison of ranges"),
                Arguments.of(Txn.all(nested), "3.3.0", "transaction in a transaction"),
                Arguments.of(leases, "3.3.0", "comparison of leases"),
                Arguments.of(Put.keepingValue("k"), "3.2.0", "put that keeps the value or the lease"),
                Arguments.of(Put.of("k", "v").keepingLease(), "3.2.0", "put that keeps the value or the lease"),
                Arguments.of(Txn.all().orElse(Put.keepingValue("k")), "3.2.0", "put that keeps the value or the lease"),
                Arguments.of(unequal, "3.1.0", "comparison by NOT_EQUAL"),
                Arguments.of(Get.of("k").minModRevision(7), "3.1.0", "range by revisions"),
                Arguments.of(filtered, "3.1.0", "filters of watches"),
                Arguments.of(Put.of("k", "v").returningPrevious(), "3.0.11", "previous values in replies"),
                Arguments.of(Delete.of("k").returningPrevious(), "3.0.11", "previous values in replies"));
    }

    @ParameterizedTest
    @MethodSource
    void partsThatCameLater(Object request, String since, String words) {
        // The path matters no more than what else there is in the request.
        Rpc<Object, Object> rpc = Rpc.of("Service", "Method", "/kv/method", Rpc.Kind.WRITE);
        assertThat(of(since).lacks(rpc, request)).isNull();
        assertThat(of("3.7.0").lacks(rpc, request)).isNull();
        String before = before(since);
        WireFailure failure = Objects.requireNonNull(of(before).lacks(rpc, request));
        assertThat(failure.message())
                .isEqualTo("etcd " + before + " has no " + words + " in Method, and would do without: since " + since);
        assertThat(failure.code()).isEqualTo(StatusCode.UNIMPLEMENTED);
        assertThat(failure.reach()).isEqualTo(Reach.REFUSED);
    }

    private static String before(String version) {
        return switch (version) {
            case "3.4.0" -> "3.3.27";
            case "3.3.0" -> "3.2.32";
            case "3.2.0" -> "3.1.20";
            case "3.1.0" -> "3.0.17";
            default -> "3.0.10";
        };
    }

    @Test
    void aPrefixTellsSomethingOfAVersionThatIsNotKnown() {
        ClusterRpcs.Add learner = new ClusterRpcs.Add(List.of("http://127.0.0.1:1"), true);
        ClusterRpcs.Add voter = new ClusterRpcs.Add(List.of("http://127.0.0.1:1"), false);
        Txn ranges = Txn.when(Compare.version(KeyRange.ALL).equalTo(0));
        Dialect beta = new Dialect("/v3beta", 0, 0, 0);
        Dialect alpha = new Dialect("/v3alpha", 0, 0, 0);
        assertThat(new Dialect("/v3", 0, 0, 0).lacks(ClusterRpcs.ADD, learner)).isNull();
        assertThat(beta.lacks(ClusterRpcs.ADD, learner)).isNotNull();
        assertThat(beta.lacks(ClusterRpcs.ADD, voter)).isNull();
        assertThat(beta.lacks(KvRpcs.TXN, ranges)).isNull();
        assertThat(alpha.lacks(KvRpcs.TXN, ranges)).isNotNull();
        assertThat(alpha.lacks(KvRpcs.PUT, Put.of("k", "v").returningPrevious()))
                .isNull();
    }

    @Test
    void messagesGoByTheVersionWhereItIsKnown() {
        JsonCodec<?, ?> now = Codecs.of(AuthRpcs.ROLE_REVOKE);
        JsonCodec<?, ?> once = Codecs.ofOld(AuthRpcs.ROLE_REVOKE);
        assertThat(now).isNotSameAs(once);
        assertThat(of("3.4.0").codec(AuthRpcs.ROLE_REVOKE)).isSameAs(now);
        assertThat(new Dialect("/v3beta", 3, 4, 23).codec(AuthRpcs.ROLE_REVOKE)).isSameAs(now);
        assertThat(of("3.3.25").codec(AuthRpcs.ROLE_REVOKE)).isSameAs(once);
        assertThat(new Dialect("/v3", 3, 3, 25).codec(AuthRpcs.ROLE_REVOKE)).isSameAs(once);
        assertThat(new Dialect("/v3", 0, 0, 0).codec(AuthRpcs.ROLE_REVOKE)).isSameAs(now);
        assertThat(new Dialect("/v3beta", 0, 0, 0).codec(AuthRpcs.ROLE_REVOKE)).isSameAs(once);
    }

    @ParameterizedTest
    @CsvSource({
        "3.3.27, false",
        "3.4.24, false",
        "3.4.25, true",
        "3.5.0, false",
        "3.5.7, false",
        "3.5.8, true",
        "3.6.0, true",
        "4.0.0, true"
    })
    void progressBecameExact(String version, boolean exact) {
        assertThat(of(version).hasExactProgress()).isEqualTo(exact);
        assertThat(new Dialect("/v3", 0, 0, 0).hasExactProgress()).isFalse();
    }
}
