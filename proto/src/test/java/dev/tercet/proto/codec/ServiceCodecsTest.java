package dev.tercet.proto.codec;

import static dev.tercet.proto.codec.KvCodecTest.DECODED;
import static dev.tercet.proto.codec.KvCodecTest.HEADER;
import static dev.tercet.proto.codec.KvCodecTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
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
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseList;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.lock.LockGrant;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Alarms;
import dev.tercet.maintenance.DowngradeAction;
import dev.tercet.maintenance.Hash;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.maintenance.Status;
import dev.tercet.proto.authpb.UserAddOptions;
import dev.tercet.proto.etcdserverpb.AlarmMember;
import dev.tercet.proto.etcdserverpb.AlarmRequest;
import dev.tercet.proto.etcdserverpb.AlarmResponse;
import dev.tercet.proto.etcdserverpb.AuthDisableRequest;
import dev.tercet.proto.etcdserverpb.AuthDisableResponse;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthEnableResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleAddRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleAddResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleDeleteRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleDeleteResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGetRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGetResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleListRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleListResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleRevokePermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleRevokePermissionResponse;
import dev.tercet.proto.etcdserverpb.AuthStatusRequest;
import dev.tercet.proto.etcdserverpb.AuthStatusResponse;
import dev.tercet.proto.etcdserverpb.AuthUserAddRequest;
import dev.tercet.proto.etcdserverpb.AuthUserAddResponse;
import dev.tercet.proto.etcdserverpb.AuthUserChangePasswordRequest;
import dev.tercet.proto.etcdserverpb.AuthUserChangePasswordResponse;
import dev.tercet.proto.etcdserverpb.AuthUserDeleteRequest;
import dev.tercet.proto.etcdserverpb.AuthUserDeleteResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGetRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGetResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleResponse;
import dev.tercet.proto.etcdserverpb.AuthUserListRequest;
import dev.tercet.proto.etcdserverpb.AuthUserListResponse;
import dev.tercet.proto.etcdserverpb.AuthUserRevokeRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthUserRevokeRoleResponse;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.DefragmentRequest;
import dev.tercet.proto.etcdserverpb.DefragmentResponse;
import dev.tercet.proto.etcdserverpb.DowngradeInfo;
import dev.tercet.proto.etcdserverpb.DowngradeRequest;
import dev.tercet.proto.etcdserverpb.DowngradeResponse;
import dev.tercet.proto.etcdserverpb.HashKVRequest;
import dev.tercet.proto.etcdserverpb.HashKVResponse;
import dev.tercet.proto.etcdserverpb.HashRequest;
import dev.tercet.proto.etcdserverpb.HashResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.LeaseLeasesRequest;
import dev.tercet.proto.etcdserverpb.LeaseLeasesResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveRequest;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import dev.tercet.proto.etcdserverpb.MemberAddRequest;
import dev.tercet.proto.etcdserverpb.MemberAddResponse;
import dev.tercet.proto.etcdserverpb.MemberListRequest;
import dev.tercet.proto.etcdserverpb.MemberListResponse;
import dev.tercet.proto.etcdserverpb.MemberPromoteRequest;
import dev.tercet.proto.etcdserverpb.MemberPromoteResponse;
import dev.tercet.proto.etcdserverpb.MemberRemoveRequest;
import dev.tercet.proto.etcdserverpb.MemberRemoveResponse;
import dev.tercet.proto.etcdserverpb.MemberUpdateRequest;
import dev.tercet.proto.etcdserverpb.MemberUpdateResponse;
import dev.tercet.proto.etcdserverpb.MoveLeaderRequest;
import dev.tercet.proto.etcdserverpb.MoveLeaderResponse;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import dev.tercet.proto.etcdserverpb.StatusResponse;
import dev.tercet.proto.v3electionpb.CampaignRequest;
import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import dev.tercet.proto.v3electionpb.ProclaimRequest;
import dev.tercet.proto.v3electionpb.ProclaimResponse;
import dev.tercet.proto.v3electionpb.ResignRequest;
import dev.tercet.proto.v3electionpb.ResignResponse;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.LockResponse;
import dev.tercet.proto.v3lockpb.UnlockRequest;
import dev.tercet.proto.v3lockpb.UnlockResponse;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.Rpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every row of the table but the key-value ones: the request as it goes out, the reply as it comes in. */
class ServiceCodecsTest {
    private static final dev.tercet.proto.etcdserverpb.Member WIRE_MEMBER =
            dev.tercet.proto.etcdserverpb.Member.newBuilder()
                    .setID(-2)
                    .setName("m")
                    .addPeerURLs("http://p")
                    .addClientURLs("http://c")
                    .setIsLearner(true)
                    .build();
    private static final Member MEMBER = new Member(-2, "m", List.of("http://p"), List.of("http://c"), true);
    private static final LeaderKey LEADER = new LeaderKey(Bytes.of("n"), Bytes.of("n/1"), 4, 5);
    private static final dev.tercet.proto.v3electionpb.LeaderKey WIRE_LEADER =
            dev.tercet.proto.v3electionpb.LeaderKey.newBuilder()
                    .setName(text("n"))
                    .setKey(text("n/1"))
                    .setRev(4)
                    .setLease(5)
                    .build();

    @Test
    void leases() {
        check(
                LeaseRpcs.GRANT,
                new LeaseRpcs.Grant(10, -3),
                LeaseGrantRequest.newBuilder().setTTL(10).setID(-3).build(),
                LeaseGrantResponse.newBuilder()
                        .setHeader(HEADER)
                        .setID(-3)
                        .setTTL(12)
                        .build(),
                new LeaseGrant(DECODED, -3, Duration.ofSeconds(12)));
        check(
                LeaseRpcs.REVOKE,
                new LeaseRpcs.Revoke(3),
                LeaseRevokeRequest.newBuilder().setID(3).build(),
                LeaseRevokeResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                LeaseRpcs.TIME_TO_LIVE,
                new LeaseRpcs.TimeToLive(3, true),
                LeaseTimeToLiveRequest.newBuilder().setID(3).setKeys(true).build(),
                LeaseTimeToLiveResponse.newBuilder()
                        .setHeader(HEADER)
                        .setID(3)
                        .setTTL(-1)
                        .addKeys(text("k"))
                        .build(),
                new LeaseStatus(DECODED, 3, Duration.ofSeconds(-1), Duration.ZERO, List.of(Bytes.of("k"))));
        check(
                LeaseRpcs.LEASES,
                new LeaseRpcs.ListAll(),
                LeaseLeasesRequest.getDefaultInstance(),
                LeaseLeasesResponse.newBuilder()
                        .setHeader(HEADER)
                        .addLeases(dev.tercet.proto.etcdserverpb.LeaseStatus.newBuilder()
                                .setID(8))
                        .build(),
                new LeaseList(DECODED, List.of(8L)));
        check(
                LeaseCodec.RENEWALS,
                new LeaseRpcs.Renew(3),
                LeaseKeepAliveRequest.newBuilder().setID(3).build(),
                LeaseKeepAliveResponse.newBuilder()
                        .setHeader(HEADER)
                        .setID(3)
                        .setTTL(9)
                        .build(),
                new LeaseRenewal(DECODED, 3, Duration.ofSeconds(9)));
    }

    @Test
    void cluster() {
        check(
                ClusterRpcs.ADD,
                new ClusterRpcs.Add(List.of("http://p"), true),
                MemberAddRequest.newBuilder()
                        .addPeerURLs("http://p")
                        .setIsLearner(true)
                        .build(),
                MemberAddResponse.newBuilder()
                        .setHeader(HEADER)
                        .setMember(WIRE_MEMBER)
                        .addMembers(WIRE_MEMBER)
                        .build(),
                new MemberAdded(DECODED, MEMBER, List.of(MEMBER)));
        Members members = new Members(DECODED, List.of(MEMBER));
        check(
                ClusterRpcs.REMOVE,
                new ClusterRpcs.Remove(-2),
                MemberRemoveRequest.newBuilder().setID(-2).build(),
                MemberRemoveResponse.newBuilder()
                        .setHeader(HEADER)
                        .addMembers(WIRE_MEMBER)
                        .build(),
                members);
        check(
                ClusterRpcs.UPDATE,
                new ClusterRpcs.Update(-2, List.of("http://q")),
                MemberUpdateRequest.newBuilder()
                        .setID(-2)
                        .addPeerURLs("http://q")
                        .build(),
                MemberUpdateResponse.newBuilder()
                        .setHeader(HEADER)
                        .addMembers(WIRE_MEMBER)
                        .build(),
                members);
        check(
                ClusterRpcs.PROMOTE,
                new ClusterRpcs.Promote(-2),
                MemberPromoteRequest.newBuilder().setID(-2).build(),
                MemberPromoteResponse.newBuilder()
                        .setHeader(HEADER)
                        .addMembers(WIRE_MEMBER)
                        .build(),
                members);
        check(
                ClusterRpcs.LIST,
                new ClusterRpcs.ListAll(true),
                MemberListRequest.newBuilder().setLinearizable(true).build(),
                MemberListResponse.newBuilder()
                        .setHeader(HEADER)
                        .addMembers(WIRE_MEMBER)
                        .build(),
                members);
    }

    @Test
    void maintenance() {
        check(
                MaintenanceRpcs.ALARM,
                new MaintenanceRpcs.AlarmAct(MaintenanceRpcs.AlarmAction.DEACTIVATE, 4, AlarmType.CORRUPT),
                AlarmRequest.newBuilder()
                        .setAction(AlarmRequest.AlarmAction.DEACTIVATE)
                        .setMemberID(4)
                        .setAlarm(dev.tercet.proto.etcdserverpb.AlarmType.CORRUPT)
                        .build(),
                AlarmResponse.newBuilder()
                        .setHeader(HEADER)
                        .addAlarms(AlarmMember.newBuilder()
                                .setMemberID(4)
                                .setAlarm(dev.tercet.proto.etcdserverpb.AlarmType.NOSPACE))
                        .addAlarms(AlarmMember.newBuilder().setMemberID(5).setAlarmValue(77))
                        .build(),
                new Alarms(DECODED, List.of(new Alarm(4, AlarmType.NOSPACE), new Alarm(5, AlarmType.NONE))));
        check(
                MaintenanceRpcs.STATUS,
                MaintenanceRpcs.Ask.STATUS,
                StatusRequest.getDefaultInstance(),
                StatusResponse.newBuilder()
                        .setHeader(HEADER)
                        .setVersion("3.6.14")
                        .setDbSize(1)
                        .setDbSizeInUse(2)
                        .setDbSizeQuota(3)
                        .setLeader(4)
                        .setRaftIndex(5)
                        .setRaftTerm(6)
                        .setRaftAppliedIndex(7)
                        .addErrors("no leader")
                        .setIsLearner(true)
                        .setStorageVersion("3.6.0")
                        .setDowngradeInfo(DowngradeInfo.newBuilder().setTargetVersion("3.5"))
                        .build(),
                new Status(DECODED, "3.6.14", 1, 2, 3, 4, 5, 6, 7, List.of("no leader"), true, "3.6.0", "3.5"));
        check(
                MaintenanceRpcs.DEFRAGMENT,
                MaintenanceRpcs.Ask.DEFRAGMENT,
                DefragmentRequest.getDefaultInstance(),
                DefragmentResponse.getDefaultInstance(),
                Header.NONE);
        check(
                MaintenanceRpcs.HASH,
                MaintenanceRpcs.Ask.HASH,
                HashRequest.getDefaultInstance(),
                HashResponse.newBuilder().setHeader(HEADER).setHash(-1).build(),
                new Hash(DECODED, 0xffffffffL, 0, 0));
        check(
                MaintenanceRpcs.HASH_KV,
                new MaintenanceRpcs.HashKv(5),
                HashKVRequest.newBuilder().setRevision(5).build(),
                HashKVResponse.newBuilder()
                        .setHeader(HEADER)
                        .setHash(-1)
                        .setCompactRevision(2)
                        .setHashRevision(3)
                        .build(),
                new Hash(DECODED, 0xffffffffL, 2, 3));
        check(
                MaintenanceRpcs.MOVE_LEADER,
                new MaintenanceRpcs.MoveLeader(-9),
                MoveLeaderRequest.newBuilder().setTargetID(-9).build(),
                MoveLeaderResponse.getDefaultInstance(),
                Header.NONE);
        check(
                MaintenanceRpcs.DOWNGRADE,
                new MaintenanceRpcs.Downgrade(DowngradeAction.ENABLE, "3.5"),
                DowngradeRequest.newBuilder()
                        .setAction(DowngradeRequest.DowngradeAction.ENABLE)
                        .setVersion("3.5")
                        .build(),
                DowngradeResponse.newBuilder()
                        .setHeader(HEADER)
                        .setVersion("3.6")
                        .build(),
                new MaintenanceRpcs.Downgraded(DECODED, "3.6"));
        check(
                Methods.of(MaintenanceRpcs.SNAPSHOT),
                MaintenanceRpcs.Ask.SNAPSHOT,
                SnapshotRequest.getDefaultInstance(),
                SnapshotResponse.newBuilder()
                        .setBlob(text("blob"))
                        .setRemainingBytes(4)
                        .setVersion("3.6")
                        .build(),
                new SnapshotChunk(Bytes.of("blob"), 4, "3.6"));
    }

    @Test
    void authAsAWhole() {
        check(
                AuthRpcs.AUTHENTICATE,
                new AuthRpcs.Authenticate("u", "p"),
                AuthenticateRequest.newBuilder().setName("u").setPassword("p").build(),
                AuthenticateResponse.newBuilder()
                        .setHeader(HEADER)
                        .setToken("t")
                        .build(),
                new AuthRpcs.Authenticated(DECODED, "t"));
        check(
                AuthRpcs.ENABLE,
                AuthRpcs.Ask.ENABLE,
                AuthEnableRequest.getDefaultInstance(),
                AuthEnableResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.DISABLE,
                AuthRpcs.Ask.DISABLE,
                AuthDisableRequest.getDefaultInstance(),
                AuthDisableResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.STATUS,
                AuthRpcs.Ask.STATUS,
                AuthStatusRequest.getDefaultInstance(),
                AuthStatusResponse.newBuilder()
                        .setHeader(HEADER)
                        .setEnabled(true)
                        .setAuthRevision(6)
                        .build(),
                new AuthStatus(DECODED, true, 6));
    }

    @Test
    void users() {
        check(
                AuthRpcs.USER_ADD,
                new AuthRpcs.UserPassword("u", null),
                AuthUserAddRequest.newBuilder()
                        .setName("u")
                        .setOptions(UserAddOptions.newBuilder().setNoPassword(true))
                        .build(),
                AuthUserAddResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.USER_ADD,
                new AuthRpcs.UserPassword("u", "p"),
                AuthUserAddRequest.newBuilder().setName("u").setPassword("p").build(),
                AuthUserAddResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.USER_CHANGE_PASSWORD,
                new AuthRpcs.UserPassword("u", "p"),
                AuthUserChangePasswordRequest.newBuilder()
                        .setName("u")
                        .setPassword("p")
                        .build(),
                AuthUserChangePasswordResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.USER_GET,
                AuthRpcs.Named.user("u"),
                AuthUserGetRequest.newBuilder().setName("u").build(),
                AuthUserGetResponse.newBuilder().setHeader(HEADER).addRoles("r").build(),
                new UserRoles(DECODED, List.of("r")));
        check(
                AuthRpcs.USER_LIST,
                AuthRpcs.Ask.LIST_USERS,
                AuthUserListRequest.getDefaultInstance(),
                AuthUserListResponse.newBuilder()
                        .setHeader(HEADER)
                        .addUsers("u")
                        .build(),
                new Users(DECODED, List.of("u")));
        check(
                AuthRpcs.USER_DELETE,
                AuthRpcs.Named.user("u"),
                AuthUserDeleteRequest.newBuilder().setName("u").build(),
                AuthUserDeleteResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.USER_GRANT_ROLE,
                new AuthRpcs.UserRole("u", "r"),
                AuthUserGrantRoleRequest.newBuilder().setUser("u").setRole("r").build(),
                AuthUserGrantRoleResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.USER_REVOKE_ROLE,
                new AuthRpcs.UserRole("u", "r"),
                AuthUserRevokeRoleRequest.newBuilder().setName("u").setRole("r").build(),
                AuthUserRevokeRoleResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
    }

    @Test
    void roles() {
        check(
                AuthRpcs.ROLE_ADD,
                AuthRpcs.Named.role("r"),
                AuthRoleAddRequest.newBuilder().setName("r").build(),
                AuthRoleAddResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.ROLE_GET,
                AuthRpcs.Named.role("r"),
                AuthRoleGetRequest.newBuilder().setRole("r").build(),
                AuthRoleGetResponse.newBuilder()
                        .setHeader(HEADER)
                        .addPerm(permission(2, "", "\0"))
                        .addPerm(permission(1, "k", ""))
                        .addPerm(permission(77, "a", "b"))
                        .build(),
                new RolePermissions(
                        DECODED,
                        List.of(
                                Permission.readWrite(KeyRange.ALL),
                                Permission.write(KeyRange.of("k")),
                                Permission.read(KeyRange.between("a", "b")))));
        check(
                AuthRpcs.ROLE_LIST,
                AuthRpcs.Ask.LIST_ROLES,
                AuthRoleListRequest.getDefaultInstance(),
                AuthRoleListResponse.newBuilder()
                        .setHeader(HEADER)
                        .addRoles("r")
                        .build(),
                new Roles(DECODED, List.of("r")));
        check(
                AuthRpcs.ROLE_DELETE,
                AuthRpcs.Named.role("r"),
                AuthRoleDeleteRequest.newBuilder().setRole("r").build(),
                AuthRoleDeleteResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.ROLE_GRANT,
                new AuthRpcs.Grant("r", Permission.readWrite(KeyRange.prefix("a"))),
                AuthRoleGrantPermissionRequest.newBuilder()
                        .setName("r")
                        .setPerm(permission(2, "a", "b"))
                        .build(),
                AuthRoleGrantPermissionResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                AuthRpcs.ROLE_REVOKE,
                new AuthRpcs.Revoke("r", KeyRange.prefix("a")),
                AuthRoleRevokePermissionRequest.newBuilder()
                        .setRole("r")
                        .setKey(text("a"))
                        .setRangeEnd(text("b"))
                        .build(),
                AuthRoleRevokePermissionResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
    }

    @Test
    void locksAndElections() {
        check(
                LockRpcs.LOCK,
                new LockRpcs.Acquire(Bytes.of("n"), 5),
                LockRequest.newBuilder().setName(text("n")).setLease(5).build(),
                LockResponse.newBuilder().setHeader(HEADER).setKey(text("n/5")).build(),
                new LockGrant(DECODED, Bytes.of("n/5"), 0));
        check(
                LockRpcs.UNLOCK,
                new LockRpcs.Release(Bytes.of("n/5")),
                UnlockRequest.newBuilder().setKey(text("n/5")).build(),
                UnlockResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                ElectionRpcs.CAMPAIGN,
                new ElectionRpcs.Campaign(Bytes.of("n"), 5, Bytes.of("v")),
                CampaignRequest.newBuilder()
                        .setName(text("n"))
                        .setLease(5)
                        .setValue(text("v"))
                        .build(),
                CampaignResponse.newBuilder()
                        .setHeader(HEADER)
                        .setLeader(WIRE_LEADER)
                        .build(),
                LEADER);
        check(
                ElectionRpcs.PROCLAIM,
                new ElectionRpcs.Proclaim(LEADER, Bytes.of("v")),
                ProclaimRequest.newBuilder()
                        .setLeader(WIRE_LEADER)
                        .setValue(text("v"))
                        .build(),
                ProclaimResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        check(
                ElectionRpcs.RESIGN,
                new ElectionRpcs.Resign(LEADER),
                ResignRequest.newBuilder().setLeader(WIRE_LEADER).build(),
                ResignResponse.newBuilder().setHeader(HEADER).build(),
                DECODED);
        LeaderResponse leader = LeaderResponse.newBuilder()
                .setHeader(HEADER)
                .setKv(dev.tercet.proto.mvccpb.KeyValue.newBuilder().setKey(text("n/1")))
                .build();
        Leader decoded = new Leader(DECODED, new KeyValue(Bytes.of("n/1"), Bytes.EMPTY, 0, 0, 0, 0));
        LeaderRequest ask = LeaderRequest.newBuilder().setName(text("n")).build();
        check(ElectionRpcs.LEADER, new ElectionRpcs.Ask(Bytes.of("n")), ask, leader, decoded);
        check(Methods.of(ElectionRpcs.OBSERVE), new ElectionRpcs.Ask(Bytes.of("n")), ask, leader, decoded);
    }

    private static dev.tercet.proto.authpb.Permission permission(int type, String key, String end) {
        return dev.tercet.proto.authpb.Permission.newBuilder()
                .setPermTypeValue(type)
                .setKey(text(key))
                .setRangeEnd(text(end))
                .build();
    }

    private static <Q, R> void check(Rpc<Q, R> rpc, Q request, Message up, Message down, R reply) {
        check(Methods.of(rpc), request, up, down, reply);
    }

    private static <Q, R> void check(MethodCodec<Q, R> codec, Q request, Message up, Message down, R reply) {
        assertThat(codec.encode(request)).isEqualTo(up);
        assertThat(codec.fromMessage(down)).isEqualTo(reply);
        try {
            assertThat(codec.decode(new ByteArrayInputStream(down.toByteArray())))
                    .isEqualTo(reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
