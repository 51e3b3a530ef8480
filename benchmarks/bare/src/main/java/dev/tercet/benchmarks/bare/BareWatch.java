package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.KeyValue;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** A watch on a stream of its own; closing it resets the stream. */
final class BareWatch implements BenchClient.Subscription, StreamObserver<WatchResponse> {
    private final BenchClient.Events events;
    private final StreamObserver<WatchRequest> requests;
    private volatile boolean closed;

    BareWatch(Channel channel, ByteString key, ByteString end, BenchClient.Events events) {
        this.events = events;
        requests = WatchGrpc.newStub(channel).watch(this);
        requests.onNext(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(key).setRangeEnd(end))
                .build());
    }

    @Override
    public void onNext(WatchResponse response) {
        if (response.getEventsCount() == 0) {
            return;
        }
        long bytes = 0;
        for (Event event : response.getEventsList()) {
            KeyValue entry = event.getKv();
            bytes += entry.getKey().size() + entry.getValue().size();
        }
        events.arrived(response.getEventsCount(), bytes);
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
    }
}
