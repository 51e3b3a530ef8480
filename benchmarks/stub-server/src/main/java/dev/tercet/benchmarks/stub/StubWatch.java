package dev.tercet.benchmarks.stub;

import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Every watch gets events from the moment it is created, as fast as its flow control admits them. */
final class StubWatch extends WatchGrpc.WatchImplBase {

    @Override
    public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> caller) {
        EventPump pump = new EventPump((ServerCallStreamObserver<WatchResponse>) caller);
        return new StreamObserver<>() {
            @Override
            public void onNext(WatchRequest request) {
                if (request.hasCreateRequest()) {
                    pump.create(request.getCreateRequest());
                } else if (request.hasCancelRequest()) {
                    pump.cancel(request.getCancelRequest().getWatchId());
                }
            }

            @Override
            public void onError(Throwable failure) {
                pump.end();
            }

            @Override
            public void onCompleted() {
                pump.end();
                caller.onCompleted();
            }
        };
    }
}
