package dev.tercet.embedded.internal.cluster;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.proto.etcdserverpb.Member;
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
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import java.util.List;

/** The service Cluster. Headers of its answers have no revision. */
public final class ClusterService {
    private final Apply apply;
    private final Headers headers;
    private final Members members;
    private final RaftIndex index;
    private final Guard guard;

    public ClusterService(Apply apply, Headers headers, Members members, RaftIndex index, Guard guard) {
        this.apply = apply;
        this.headers = headers;
        this.members = members;
        this.index = index;
        this.guard = guard;
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        unary(
                methods,
                "MemberList",
                "list",
                MemberListRequest.getDefaultInstance(),
                MemberListResponse.getDefaultInstance(),
                this::list);
        unary(
                methods,
                "MemberAdd",
                "add",
                MemberAddRequest.getDefaultInstance(),
                MemberAddResponse.getDefaultInstance(),
                this::add);
        unary(
                methods,
                "MemberRemove",
                "remove",
                MemberRemoveRequest.getDefaultInstance(),
                MemberRemoveResponse.getDefaultInstance(),
                this::remove);
        unary(
                methods,
                "MemberUpdate",
                "update",
                MemberUpdateRequest.getDefaultInstance(),
                MemberUpdateResponse.getDefaultInstance(),
                this::update);
        unary(
                methods,
                "MemberPromote",
                "promote",
                MemberPromoteRequest.getDefaultInstance(),
                MemberPromoteResponse.getDefaultInstance(),
                this::promote);
    }

    private <Q extends Message, R extends Message> void unary(
            MethodTable methods, String name, String path, Q request, R reply, Handler.Answer<Q, R> answer) {
        methods.add(new Method.Unary<>(
                "etcdserverpb.Cluster",
                name,
                "/cluster/member/" + path,
                request,
                reply,
                Handler.of((asked, caller) -> apply.step(() -> answer.to(asked, caller)))));
    }

    private MemberListResponse list(MemberListRequest request, Caller caller) {
        guard.user(caller);
        return MemberListResponse.newBuilder()
                .setHeader(header())
                .addAllMembers(members.all())
                .build();
    }

    private MemberAddResponse add(MemberAddRequest request, Caller caller) {
        List<String> urls = PeerUrls.of(request.getPeerURLsList());
        guard.root(caller);
        Member member = members.add(urls, request.getIsLearner());
        index.advance();
        return MemberAddResponse.newBuilder()
                .setHeader(header())
                .setMember(member)
                .addAllMembers(members.all())
                .build();
    }

    private MemberRemoveResponse remove(MemberRemoveRequest request, Caller caller) {
        guard.root(caller);
        members.remove(request.getID());
        index.advance();
        return MemberRemoveResponse.newBuilder()
                .setHeader(header())
                .addAllMembers(members.all())
                .build();
    }

    private MemberUpdateResponse update(MemberUpdateRequest request, Caller caller) {
        guard.root(caller);
        members.update(request.getID(), request.getPeerURLsList());
        index.advance();
        return MemberUpdateResponse.newBuilder()
                .setHeader(header())
                .addAllMembers(members.all())
                .build();
    }

    private MemberPromoteResponse promote(MemberPromoteRequest request, Caller caller) {
        guard.root(caller);
        throw members.promotionRefused(request.getID());
    }

    private ResponseHeader header() {
        return headers.at(0);
    }
}
