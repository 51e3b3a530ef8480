package dev.tercet.proto.codec;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.proto.etcdserverpb.AlarmResponse;
import dev.tercet.proto.etcdserverpb.AuthDisableRequest;
import dev.tercet.proto.etcdserverpb.AuthDisableResponse;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthEnableResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleAddResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleDeleteResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGetResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleListRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleListResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleRevokePermissionResponse;
import dev.tercet.proto.etcdserverpb.AuthStatusRequest;
import dev.tercet.proto.etcdserverpb.AuthStatusResponse;
import dev.tercet.proto.etcdserverpb.AuthUserAddResponse;
import dev.tercet.proto.etcdserverpb.AuthUserChangePasswordResponse;
import dev.tercet.proto.etcdserverpb.AuthUserDeleteResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGetResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleResponse;
import dev.tercet.proto.etcdserverpb.AuthUserListRequest;
import dev.tercet.proto.etcdserverpb.AuthUserListResponse;
import dev.tercet.proto.etcdserverpb.AuthUserRevokeRoleResponse;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.CompactionResponse;
import dev.tercet.proto.etcdserverpb.DefragmentRequest;
import dev.tercet.proto.etcdserverpb.DefragmentResponse;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.DowngradeResponse;
import dev.tercet.proto.etcdserverpb.HashKVResponse;
import dev.tercet.proto.etcdserverpb.HashRequest;
import dev.tercet.proto.etcdserverpb.HashResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseLeasesResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import dev.tercet.proto.etcdserverpb.MemberAddResponse;
import dev.tercet.proto.etcdserverpb.MemberListResponse;
import dev.tercet.proto.etcdserverpb.MemberPromoteResponse;
import dev.tercet.proto.etcdserverpb.MemberRemoveResponse;
import dev.tercet.proto.etcdserverpb.MemberUpdateResponse;
import dev.tercet.proto.etcdserverpb.MoveLeaderResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import dev.tercet.proto.etcdserverpb.StatusResponse;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import dev.tercet.proto.v3electionpb.ProclaimResponse;
import dev.tercet.proto.v3electionpb.ResignResponse;
import dev.tercet.proto.v3lockpb.LockResponse;
import dev.tercet.proto.v3lockpb.UnlockResponse;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import java.util.IdentityHashMap;
import java.util.function.Function;

/**
 * The table of calls and streams with their codecs. Watches and lease renewals are not in it: the wire has no such calls, only
 * streams that many of them share.
 */
public final class Methods {
    // By identity: a row's hash would be computed anew, from its strings, for every call.
    private static final IdentityHashMap<Object, MethodCodec<?, ?>> CODECS = new IdentityHashMap<>();

    static {
        kv();
        leases();
        auth();
        cluster();
        maintenance();
        locksAndElections();
    }

    private Methods() {}

    private static void kv() {
        CODECS.put(
                KvRpcs.RANGE,
                MethodCodec.<Get, RangeResponse, GetResult>reading(
                        KvRequests::encode, DirectReplies::range, KvReplies::decode));
        call(KvRpcs.PUT, KvRequests::encode, PutResponse.parser(), KvReplies::decode);
        call(KvRpcs.DELETE_RANGE, KvRequests::encode, DeleteRangeResponse.parser(), KvReplies::decode);
        call(KvRpcs.TXN, TxnCodec::encode, TxnResponse.parser(), TxnCodec::decode);
        call(KvRpcs.COMPACT, KvRequests::encode, CompactionResponse.parser(), KvReplies::decode);
    }

    private static void leases() {
        call(LeaseRpcs.GRANT, LeaseCodec::encode, LeaseGrantResponse.parser(), LeaseCodec::decode);
        call(LeaseRpcs.REVOKE, LeaseCodec::encode, LeaseRevokeResponse.parser(), LeaseCodec::decode);
        call(LeaseRpcs.TIME_TO_LIVE, LeaseCodec::encode, LeaseTimeToLiveResponse.parser(), LeaseCodec::decode);
        call(LeaseRpcs.LEASES, LeaseCodec::encode, LeaseLeasesResponse.parser(), LeaseCodec::decode);
    }

    private static void auth() {
        call(AuthRpcs.AUTHENTICATE, AuthRequests::encode, AuthenticateResponse.parser(), AuthReplies::decode);
        header(
                AuthRpcs.ENABLE,
                ask -> AuthEnableRequest.getDefaultInstance(),
                AuthEnableResponse.parser(),
                AuthEnableResponse::getHeader);
        header(
                AuthRpcs.DISABLE,
                ask -> AuthDisableRequest.getDefaultInstance(),
                AuthDisableResponse.parser(),
                AuthDisableResponse::getHeader);
        call(
                AuthRpcs.STATUS,
                ask -> AuthStatusRequest.getDefaultInstance(),
                AuthStatusResponse.parser(),
                AuthReplies::decode);
        users();
        roles();
    }

    private static void users() {
        header(AuthRpcs.USER_ADD, AuthRequests::userAdd, AuthUserAddResponse.parser(), AuthUserAddResponse::getHeader);
        header(
                AuthRpcs.USER_CHANGE_PASSWORD,
                AuthRequests::userChangePassword,
                AuthUserChangePasswordResponse.parser(),
                AuthUserChangePasswordResponse::getHeader);
        call(AuthRpcs.USER_GET, AuthRequests::userGet, AuthUserGetResponse.parser(), AuthReplies::decode);
        call(
                AuthRpcs.USER_LIST,
                ask -> AuthUserListRequest.getDefaultInstance(),
                AuthUserListResponse.parser(),
                AuthReplies::decode);
        header(
                AuthRpcs.USER_DELETE,
                AuthRequests::userDelete,
                AuthUserDeleteResponse.parser(),
                AuthUserDeleteResponse::getHeader);
        header(
                AuthRpcs.USER_GRANT_ROLE,
                AuthRequests::userGrantRole,
                AuthUserGrantRoleResponse.parser(),
                AuthUserGrantRoleResponse::getHeader);
        header(
                AuthRpcs.USER_REVOKE_ROLE,
                AuthRequests::userRevokeRole,
                AuthUserRevokeRoleResponse.parser(),
                AuthUserRevokeRoleResponse::getHeader);
    }

    private static void roles() {
        header(AuthRpcs.ROLE_ADD, AuthRequests::roleAdd, AuthRoleAddResponse.parser(), AuthRoleAddResponse::getHeader);
        call(AuthRpcs.ROLE_GET, AuthRequests::roleGet, AuthRoleGetResponse.parser(), AuthReplies::decode);
        call(
                AuthRpcs.ROLE_LIST,
                ask -> AuthRoleListRequest.getDefaultInstance(),
                AuthRoleListResponse.parser(),
                AuthReplies::decode);
        header(
                AuthRpcs.ROLE_DELETE,
                AuthRequests::roleDelete,
                AuthRoleDeleteResponse.parser(),
                AuthRoleDeleteResponse::getHeader);
        header(
                AuthRpcs.ROLE_GRANT,
                AuthRequests::encode,
                AuthRoleGrantPermissionResponse.parser(),
                AuthRoleGrantPermissionResponse::getHeader);
        header(
                AuthRpcs.ROLE_REVOKE,
                AuthRequests::encode,
                AuthRoleRevokePermissionResponse.parser(),
                AuthRoleRevokePermissionResponse::getHeader);
    }

    private static void cluster() {
        call(ClusterRpcs.ADD, ClusterCodec::encode, MemberAddResponse.parser(), ClusterCodec::decode);
        call(ClusterRpcs.REMOVE, ClusterCodec::encode, MemberRemoveResponse.parser(), ClusterCodec::decode);
        call(ClusterRpcs.UPDATE, ClusterCodec::encode, MemberUpdateResponse.parser(), ClusterCodec::decode);
        call(ClusterRpcs.PROMOTE, ClusterCodec::encode, MemberPromoteResponse.parser(), ClusterCodec::decode);
        call(ClusterRpcs.LIST, ClusterCodec::encode, MemberListResponse.parser(), ClusterCodec::decode);
    }

    private static void maintenance() {
        call(MaintenanceRpcs.ALARM, MaintenanceCodec::encode, AlarmResponse.parser(), MaintenanceCodec::decode);
        call(
                MaintenanceRpcs.STATUS,
                ask -> StatusRequest.getDefaultInstance(),
                StatusResponse.parser(),
                MaintenanceCodec::decode);
        call(
                MaintenanceRpcs.DEFRAGMENT,
                ask -> DefragmentRequest.getDefaultInstance(),
                DefragmentResponse.parser(),
                MaintenanceCodec::decode);
        call(
                MaintenanceRpcs.HASH,
                ask -> HashRequest.getDefaultInstance(),
                HashResponse.parser(),
                MaintenanceCodec::decode);
        call(MaintenanceRpcs.HASH_KV, MaintenanceCodec::encode, HashKVResponse.parser(), MaintenanceCodec::decode);
        call(
                MaintenanceRpcs.MOVE_LEADER,
                MaintenanceCodec::encode,
                MoveLeaderResponse.parser(),
                MaintenanceCodec::decode);
        call(MaintenanceRpcs.DOWNGRADE, MaintenanceCodec::encode, DowngradeResponse.parser(), MaintenanceCodec::decode);
        stream(
                MaintenanceRpcs.SNAPSHOT,
                ask -> SnapshotRequest.getDefaultInstance(),
                SnapshotResponse.parser(),
                MaintenanceCodec::decode);
    }

    private static void locksAndElections() {
        call(LockRpcs.LOCK, LockCodec::encode, LockResponse.parser(), LockCodec::decode);
        call(LockRpcs.UNLOCK, LockCodec::encode, UnlockResponse.parser(), LockCodec::decode);
        call(ElectionRpcs.CAMPAIGN, ElectionCodec::encode, CampaignResponse.parser(), ElectionCodec::decode);
        call(ElectionRpcs.PROCLAIM, ElectionCodec::encode, ProclaimResponse.parser(), ElectionCodec::decode);
        call(ElectionRpcs.RESIGN, ElectionCodec::encode, ResignResponse.parser(), ElectionCodec::decode);
        call(ElectionRpcs.LEADER, ElectionCodec::encode, LeaderResponse.parser(), ElectionCodec::decode);
        stream(ElectionRpcs.OBSERVE, ElectionCodec::encode, LeaderResponse.parser(), ElectionCodec::decode);
    }

    /**
     * A call's codec.
     *
     * @throws IllegalArgumentException for a call that is not in the table
     */
    public static <Q, R> MethodCodec<Q, R> of(Rpc<Q, R> rpc) {
        return find(rpc, rpc.fullName());
    }

    /**
     * A stream's codec.
     *
     * @throws IllegalArgumentException for a stream that is not in the table
     */
    public static <Q, R> MethodCodec<Q, R> of(StreamRpc<Q, R> rpc) {
        return find(rpc, rpc.fullName());
    }

    @SuppressWarnings("unchecked") // Whatever was put under a row has the row's types: see call and stream.
    private static <Q, R> MethodCodec<Q, R> find(Object row, String name) {
        MethodCodec<?, ?> codec = CODECS.get(row);
        if (codec == null) {
            throw new IllegalArgumentException("no messages are known for " + name);
        }
        return (MethodCodec<Q, R>) codec;
    }

    private static <Q, M extends Message, R> void call(
            Rpc<Q, R> rpc, Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        CODECS.put(rpc, MethodCodec.of(encoder, parser, decoder));
    }

    /** A call whose reply says nothing but its header. */
    private static <Q, M extends Message> void header(
            Rpc<Q, Header> rpc,
            Function<Q, ? extends Message> encoder,
            Parser<M> parser,
            Function<M, ResponseHeader> header) {
        call(rpc, encoder, parser, message -> HeaderCodec.decode(header.apply(message)));
    }

    private static <Q, M extends Message, R> void stream(
            StreamRpc<Q, R> rpc, Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        CODECS.put(rpc, MethodCodec.of(encoder, parser, decoder));
    }
}
