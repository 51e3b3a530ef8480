package dev.tercet.proto.codec;

import dev.tercet.cluster.Member;
import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
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
import dev.tercet.spi.ClusterRpcs;
import java.util.List;

/** The cluster service. */
public final class ClusterCodec {
    private ClusterCodec() {}

    public static MemberAddRequest encode(ClusterRpcs.Add add) {
        return MemberAddRequest.newBuilder()
                .addAllPeerURLs(add.peerUrls())
                .setIsLearner(add.learner())
                .build();
    }

    public static MemberRemoveRequest encode(ClusterRpcs.Remove remove) {
        return MemberRemoveRequest.newBuilder().setID(remove.id()).build();
    }

    public static MemberUpdateRequest encode(ClusterRpcs.Update update) {
        return MemberUpdateRequest.newBuilder()
                .setID(update.id())
                .addAllPeerURLs(update.peerUrls())
                .build();
    }

    public static MemberPromoteRequest encode(ClusterRpcs.Promote promote) {
        return MemberPromoteRequest.newBuilder().setID(promote.id()).build();
    }

    public static MemberListRequest encode(ClusterRpcs.ListAll all) {
        return MemberListRequest.newBuilder()
                .setLinearizable(all.linearizable())
                .build();
    }

    public static MemberAdded decode(MemberAddResponse reply) {
        return new MemberAdded(
                HeaderCodec.decode(reply.getHeader()), decode(reply.getMember()), decode(reply.getMembersList()));
    }

    public static Members decode(MemberRemoveResponse reply) {
        return members(reply.getHeader(), reply.getMembersList());
    }

    public static Members decode(MemberUpdateResponse reply) {
        return members(reply.getHeader(), reply.getMembersList());
    }

    public static Members decode(MemberPromoteResponse reply) {
        return members(reply.getHeader(), reply.getMembersList());
    }

    public static Members decode(MemberListResponse reply) {
        return members(reply.getHeader(), reply.getMembersList());
    }

    private static Members members(ResponseHeader header, List<dev.tercet.proto.etcdserverpb.Member> members) {
        return new Members(HeaderCodec.decode(header), decode(members));
    }

    private static List<Member> decode(List<dev.tercet.proto.etcdserverpb.Member> members) {
        return members.stream().map(ClusterCodec::decode).toList();
    }

    private static Member decode(dev.tercet.proto.etcdserverpb.Member member) {
        return new Member(
                member.getID(),
                member.getName(),
                List.copyOf(member.getPeerURLsList()),
                List.copyOf(member.getClientURLsList()),
                member.getIsLearner());
    }
}
