package dev.tercet.benchmarks.bare;

import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many watches on one stream; closing resets it. */
final class BareWatches implements BenchClient.Subscription, StreamObserver<WatchResponse> {
    private final BenchClient.Events events;
    private final CountDownLatch missing;
    private final StreamObserver<WatchRequest> requests;
    private volatile boolean closed;

    BareWatches(Channel channel, byte[][] keys, BenchClient.Events events) throws Exception {
        this.events = events;
        missing = new CountDownLatch(keys.length);
        requests = WatchGrpc.newStub(channel).watch(this);
        for (byte[] key : keys) {
            requests.onNext(WatchRequest.newBuilder()
                    .setCreateRequest(WatchCreateRequest.newBuilder().setKey(UnsafeByteOperations.unsafeWrap(key)))
                    .build());
        }
        if (!missing.await(20, TimeUnit.SECONDS)) {
            throw new TimeoutException(missing.getCount() + " watches were not created");
        }
    }

    @Override
    public void onNext(WatchResponse response) {
        if (response.getCreated()) {
            missing.countDown();
        } else if (response.getCanceled()) {
            onError(new IllegalStateException("the server ended a watch"));
        } else if (response.getEventsCount() > 0) {
            events.arrived(response.getEventsCount(), 0);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!closed) {
            events.failed(failure);
        }
    }

    @Override
    public void onCompleted() {
        onError(new IllegalStateException("the server ended the stream"));
    }

    @Override
    public void close() {
        closed = true;
        requests.onError(Status.CANCELLED.asException());
    }
}
