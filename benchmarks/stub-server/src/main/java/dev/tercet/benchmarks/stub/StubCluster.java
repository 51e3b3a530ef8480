package dev.tercet.benchmarks.stub;

import dev.tercet.proto.etcdserverpb.ClusterGrpc;
import dev.tercet.proto.etcdserverpb.Member;
import dev.tercet.proto.etcdserverpb.MemberListRequest;
import dev.tercet.proto.etcdserverpb.MemberListResponse;
import io.grpc.stub.StreamObserver;

/** A cluster of one, for clients that ask before they work. */
final class StubCluster extends ClusterGrpc.ClusterImplBase {
    @Override
    public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> caller) {
        Replies.answer(
                caller,
                MemberListResponse.newBuilder()
                        .setHeader(Replies.HEADER)
                        .addMembers(Member.newBuilder().setID(1).setName("stub"))
                        .build());
    }
}
