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
import java.util.function.Consumer;

/** Watches on a stream of their own, which is opened without any; closing it resets the stream. */
abstract class BareWatchStream
        implements BenchClient.Subscription, ClientResponseObserver<WatchRequest, WatchResponse> {
    private final Consumer<Throwable> failed;
    private final ClientCallStreamObserver<WatchRequest> requests;
    private volatile boolean closed;

    BareWatchStream(Channel channel, Consumer<Throwable> failed) {
        this.failed = failed;
        // As gRPC documents of the asynchronous stub.
        requests = (ClientCallStreamObserver<WatchRequest>)
                WatchGrpc.newStub(channel).watch(this);
    }

    /** Takes a response; none comes before the first watch. */
    abstract void take(WatchResponse response);

    /** Opens one. */
    final void open(ByteString key, ByteString end) {
        requests.onNext(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(key).setRangeEnd(end))
                .build());
    }

    /** Asks for one more response, where they do not come by themselves. */
    final void askForMore() {
        requests.request(1);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {}

    @Override
    public final void onNext(WatchResponse response) {
        if (response.getCanceled()) {
            onError(new IllegalStateException("the server ended a watch: " + response.getCancelReason()));
        } else {
            take(response);
        }
    }

    @Override
    public final void onError(Throwable failure) {
        if (!closed) {
            failed.accept(failure);
        }
    }

    @Override
    public final void onCompleted() {
        onError(new IllegalStateException("the server ended the stream"));
    }

    @Override
    public void close() {
        closed = true;
        requests.onError(Status.CANCELLED.asException());
    }
}
