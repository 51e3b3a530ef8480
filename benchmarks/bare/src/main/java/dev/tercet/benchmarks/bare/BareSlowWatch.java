package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A watch on a stream and a thread of its own, which asks for the next message when it is through with one. */
final class BareSlowWatch implements BenchClient.Subscription, ClientResponseObserver<WatchRequest, WatchResponse> {
    private final BenchClient.Events events;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ClientCallStreamObserver<WatchRequest> requests;
    private volatile boolean closed;

    BareSlowWatch(Channel channel, ByteString key, ByteString end, BenchClient.Events events) {
        this.events = events;
        // As gRPC documents of the asynchronous stub.
        requests = (ClientCallStreamObserver<WatchRequest>)
                WatchGrpc.newStub(channel).watch(this);
        requests.onNext(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(key).setRangeEnd(end))
                .build());
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
        stream.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(WatchResponse response) {
        thread.execute(() -> {
            if (response.getEventsCount() > 0) {
                events.arrived(response.getEventsCount(), 0);
            }
            requests.request(1);
        });
    }

    @Override
    public void onError(Throwable failure) {
        if (!closed) {
            events.failed(failure);
        }
    }

    @Override
    public void onCompleted() {
        onError(new IllegalStateException("the server ended the watch"));
    }

    @Override
    public void close() {
        closed = true;
        requests.onError(Status.CANCELLED.asException());
        thread.shutdownNow();
    }
}
