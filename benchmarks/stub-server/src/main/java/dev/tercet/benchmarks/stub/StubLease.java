package dev.tercet.benchmarks.stub;

import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicLong;

/** Grants every lease asked for and revokes it again. */
final class StubLease extends LeaseGrpc.LeaseImplBase {
    private final AtomicLong lastId = new AtomicLong();

    @Override
    public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> caller) {
        Replies.answer(
                caller,
                LeaseGrantResponse.newBuilder()
                        .setHeader(Replies.HEADER)
                        .setID(request.getID() == 0 ? lastId.incrementAndGet() : request.getID())
                        .setTTL(request.getTTL())
                        .build());
    }

    @Override
    public void leaseRevoke(LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> caller) {
        Replies.answer(
                caller,
                LeaseRevokeResponse.newBuilder().setHeader(Replies.HEADER).build());
    }
}
