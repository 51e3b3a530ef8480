package dev.tercet.benchmarks.stub;

import dev.tercet.proto.etcdserverpb.MaintenanceGrpc;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import dev.tercet.proto.etcdserverpb.StatusResponse;
import io.grpc.stub.StreamObserver;

/** A member that leads, for clients that ask before they work. */
final class StubMaintenance extends MaintenanceGrpc.MaintenanceImplBase {
    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> caller) {
        Replies.answer(
                caller,
                StatusResponse.newBuilder()
                        .setHeader(Replies.HEADER)
                        .setVersion("3.5.0")
                        .setLeader(1)
                        .build());
    }
}
