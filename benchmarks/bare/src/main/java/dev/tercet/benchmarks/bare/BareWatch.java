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
import java.util.List;
import java.util.function.Consumer;

/** A watch on a stream of its own; closing it resets the stream. */
final class BareWatch implements BenchClient.Subscription, StreamObserver<WatchResponse> {
    private final Consumer<List<Event>> taker;
    private final Consumer<Throwable> failed;
    private final StreamObserver<WatchRequest> requests;
    private volatile boolean closed;

    BareWatch(Channel channel, ByteString key, ByteString end, BenchClient.Events events) {
        this(channel, key, end, all -> visit(all, events), events::failed);
    }

    BareWatch(Channel channel, ByteString key, ByteString end, BenchClient.Values values) {
        this(channel, key, end, all -> visit(all, values), values::failed);
    }

    private BareWatch(
            Channel channel, ByteString key, ByteString end, Consumer<List<Event>> taker, Consumer<Throwable> failed) {
        this.taker = taker;
        this.failed = failed;
        requests = WatchGrpc.newStub(channel).watch(this);
        requests.onNext(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(key).setRangeEnd(end))
                .build());
    }

    @Override
    public void onNext(WatchResponse response) {
        if (response.getEventsCount() > 0) {
            taker.accept(response.getEventsList());
        }
    }

    private static void visit(List<Event> all, BenchClient.Events events) {
        long bytes = 0;
        for (Event event : all) {
            KeyValue entry = event.getKv();
            bytes += entry.getKey().size() + entry.getValue().size();
        }
        events.arrived(all.size(), bytes);
    }

    private static void visit(List<Event> all, BenchClient.Values values) {
        for (Event event : all) {
            values.arrived(event.getKv().getValue().asReadOnlyByteBuffer());
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!closed) {
            failed.accept(failure);
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
