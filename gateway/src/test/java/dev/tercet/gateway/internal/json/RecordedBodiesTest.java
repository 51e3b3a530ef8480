package dev.tercet.gateway.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.auth.AuthStatus;
import dev.tercet.auth.Permission;
import dev.tercet.auth.RolePermissions;
import dev.tercet.auth.Roles;
import dev.tercet.auth.UserRoles;
import dev.tercet.auth.Users;
import dev.tercet.cluster.Member;
import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.lock.LockGrant;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Alarms;
import dev.tercet.maintenance.Hash;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.maintenance.Status;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.Rpc;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies as servers of all versions say them. */
class RecordedBodiesTest {
    private static final KeyValue FIRST = kv("a/1", "other ü", 2, 3, 2, 7587);
    private static final KeyValue SECOND = kv("a/2", "", 4, 4, 1, 0);
    private static final KeyValue LEADER = kv("e/1da3", "me", 12, 12, 1, 7587);

    static KeyValue kv(String key, String value, long create, long mod, long version, long lease) {
        return new KeyValue(Bytes.of(key), Bytes.of(value), create, mod, version, lease);
    }

    private static <R> R read(Recorded server, Rpc<?, R> rpc, String name) {
        return JsonBodies.read(Codecs.of(rpc), server.body(name));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void keys(Recorded server) {
        Header header = server.header(4);
        assertThat(read(server, KvRpcs.RANGE, "range"))
                .isEqualTo(new GetResult(header, List.of(FIRST, SECOND), false, 2));
        // Later ones do not look up the lease if only keys are asked for.
        assertThat(read(server, KvRpcs.RANGE, "range-more"))
                .isEqualTo(new GetResult(header, List.of(kv("a/1", "", 2, 3, 2, server.since(7) ? 0 : 7587)), true, 2));
        assertThat(read(server, KvRpcs.RANGE, "range-count")).isEqualTo(new GetResult(header, List.of(), false, 2));
        assertThat(read(server, KvRpcs.RANGE, "range-none")).isEqualTo(new GetResult(header, List.of(), false, 0));
        assertThat(read(server, KvRpcs.PUT, "put")).isEqualTo(new PutResult(server.header(2), null));
        assertThat(read(server, KvRpcs.PUT, "put-previous"))
                .isEqualTo(new PutResult(server.header(3), kv("a/1", "one", 2, 2, 1, 0)));
        assertThat(read(server, KvRpcs.DELETE_RANGE, "delete-previous"))
                .isEqualTo(new DeleteResult(server.header(5), 1, List.of(SECOND)));
        assertThat(read(server, KvRpcs.DELETE_RANGE, "delete-none"))
                .isEqualTo(new DeleteResult(server.header(5), 0, List.of()));
        assertThat(read(server, KvRpcs.COMPACT, "compact")).isEqualTo(server.header(6));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void transactions(Recorded server) {
        Header inner = new Header(0, 0, 6, 0);
        assertThat(read(server, KvRpcs.TXN, "txn"))
                .isEqualTo(new TxnResult(
                        server.header(6),
                        true,
                        List.of(
                                new GetResult(new Header(0, 0, 5, 0), List.of(FIRST), false, 1),
                                new PutResult(inner, null),
                                new DeleteResult(inner, 0, List.of()),
                                new TxnResult(Header.NONE, true, List.of()),
                                new TxnResult(
                                        Header.NONE, false, List.of(new GetResult(inner, List.of(), false, 0))))));
        assertThat(read(server, KvRpcs.TXN, "txn-failed")).isEqualTo(new TxnResult(server.header(6), false, List.of()));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void leases(Recorded server) {
        assertThat(read(server, LeaseRpcs.GRANT, "lease-grant"))
                .isEqualTo(new LeaseGrant(server.header(1), 7587, Duration.ofSeconds(600)));
        assertThat(read(server, LeaseRpcs.TIME_TO_LIVE, "lease-timetolive"))
                .isEqualTo(new LeaseStatus(
                        server.header(6),
                        7587,
                        Duration.ofSeconds(599),
                        Duration.ofSeconds(600),
                        List.of(Bytes.of("a/1"))));
        assertThat(read(server, LeaseRpcs.TIME_TO_LIVE, "lease-timetolive-gone"))
                .isEqualTo(new LeaseStatus(server.header(6), 99, Duration.ofSeconds(-1), Duration.ZERO, List.of()));
        assertThat(read(server, LeaseRpcs.LEASES, "lease-list").header()).isEqualTo(server.header(6));
        assertThat(read(server, LeaseRpcs.LEASES, "lease-list").ids()).contains(7587L);
        List<String> renewals = server.bodies("lease-keepalive");
        JsonReader<Enveloped<LeaseRenewal>> reader = Codecs.enveloped(Codecs.of(LeaseRpcs.RENEW));
        assertThat(JsonBodies.read(reader, renewals.get(0)).result())
                .isEqualTo(new LeaseRenewal(server.header(6), 7587, Duration.ofSeconds(600)));
        assertThat(JsonBodies.read(reader, renewals.get(1)).result())
                .isEqualTo(new LeaseRenewal(server.header(6), 99, Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void locksAndElections(Recorded server) {
        assertThat(read(server, LockRpcs.LOCK, "lock"))
                .isEqualTo(new LockGrant(server.header(10), Bytes.of("l/1da3"), 0));
        assertThat(read(server, ElectionRpcs.CAMPAIGN, "campaign"))
                .isEqualTo(new LeaderKey(Bytes.of("e"), Bytes.of("e/1da3"), 12, 7587));
        assertThat(read(server, ElectionRpcs.LEADER, "leader")).isEqualTo(new Leader(server.header(12), LEADER));
        assertThat(JsonBodies.read(Codecs.enveloped(Codecs.of(ElectionRpcs.OBSERVE)), server.body("observe"))
                        .result())
                .isEqualTo(new Leader(server.header(12), LEADER));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void maintenance(Recorded server) {
        // Old ones say nothing at all, not even who they are.
        Header header = server.since(5) ? server.header(14) : Header.NONE;
        assertThat(read(server, MaintenanceRpcs.ALARM, "alarm-none")).isEqualTo(new Alarms(header, List.of()));
        assertThat(read(server, MaintenanceRpcs.ALARM, "alarm-activate"))
                .isEqualTo(new Alarms(header, List.of(new Alarm(server.member(), AlarmType.NOSPACE))));
        assertThat(read(server, MaintenanceRpcs.DEFRAGMENT, "defragment")).isEqualTo(Header.NONE);
        Hash hash = read(server, MaintenanceRpcs.HASH, "hash");
        assertThat(hash.header()).isEqualTo(server.header(14));
        assertThat(hash.hash()).isPositive();
        assertThat(read(server, MaintenanceRpcs.STATUS, "status"))
                .isEqualTo(new Status(
                        server.header(14),
                        server.version(),
                        20480,
                        server.since(4) ? 16384 : 0,
                        server.since(6) ? 2147483648L : 0,
                        server.member(),
                        server.since(5) ? 24 : server.since(4) ? 25 : 23,
                        2,
                        server.since(5) ? 24 : server.since(4) ? 25 : 0,
                        List.of(),
                        false,
                        server.since(7) ? "3.7.0" : server.since(6) ? "3.6.0" : "",
                        ""));
        SnapshotChunk last = JsonBodies.read(
                        Codecs.enveloped(Codecs.of(MaintenanceRpcs.SNAPSHOT)), server.body("snapshot-last"))
                .result();
        assertThat(last.bytes().length()).isEqualTo(32);
        assertThat(last.remaining()).isZero();
        assertThat(JsonBodies.read(Codecs.VERSION, server.body("version"))).isEqualTo(server.version());
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void whatOldServersLack(Recorded server) {
        if (server.since(5)) {
            assertThat(read(server, MaintenanceRpcs.HASH_KV, "hashkv"))
                    .isEqualTo(new Hash(server.header(14), 1247024721, 3, server.since(6) ? 14 : 0));
            assertThat(read(server, AuthRpcs.STATUS, "auth-status"))
                    .isEqualTo(new AuthStatus(server.header(14), false, 11));
        }
        if (server.since(4)) {
            MemberAdded added = read(server, ClusterRpcs.ADD, "member-add-learner");
            assertThat(added.header()).isEqualTo(server.header(0));
            assertThat(added.member())
                    .isEqualTo(new Member(added.member().id(), "", List.of("http://127.0.0.1:9"), List.of(), true));
            assertThat(added.members()).hasSize(2).contains(added.member());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void clusters(Recorded server) {
        Members members = read(server, ClusterRpcs.LIST, "member-list");
        assertThat(members.header()).isEqualTo(server.header(0));
        assertThat(members.members()).singleElement().satisfies(member -> {
            assertThat(member.id()).isEqualTo(server.member());
            assertThat(member.name()).isEqualTo("capital");
            assertThat(member.peerUrls()).singleElement().asString().startsWith("http://127.0.0.1:");
            assertThat(member.clientUrls()).singleElement().asString().startsWith("http://127.0.0.1:");
            assertThat(member.isLearner()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void users(Recorded server) {
        Header header = server.header(14);
        assertThat(read(server, AuthRpcs.ENABLE, "auth-enable")).isEqualTo(header);
        assertThat(read(server, AuthRpcs.AUTHENTICATE, "authenticate").token()).matches("[a-zA-Z]{16}\\.4\\d");
        assertThat(read(server, AuthRpcs.USER_GET, "user-get")).isEqualTo(new UserRoles(header, List.of("r")));
        assertThat(read(server, AuthRpcs.USER_LIST, "user-list"))
                .isEqualTo(new Users(header, List.of("ann", "nop", "root")));
        assertThat(read(server, AuthRpcs.ROLE_LIST, "role-list")).isEqualTo(new Roles(header, List.of("r", "root")));
        assertThat(read(server, AuthRpcs.ROLE_GET, "role-get"))
                .isEqualTo(new RolePermissions(
                        header,
                        List.of(Permission.readWrite(KeyRange.between("k", "l")), Permission.read(KeyRange.of("q")))));
        assertThat(read(server, AuthRpcs.ROLE_GET, "role-get-root"))
                .isEqualTo(new RolePermissions(
                        header, server.since(6) ? List.of(Permission.readWrite(KeyRange.ALL)) : List.of()));
    }
}
