package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.WatchCancelRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Waits until a key is deleted: a watch each time, all on one stream. */
final class Deletions implements StreamObserver<WatchResponse>, AutoCloseable {
    private final StreamObserver<WatchRequest> requests;
    private final BlockingQueue<WatchResponse> responses = new LinkedBlockingQueue<>();
    private final ByteString ended = ByteString.copyFromUtf8("ended");
    private long watches;

    Deletions(Channel channel) {
        requests = WatchGrpc.newStub(channel).watch(this);
    }

    /** Waits for the first deletion after a revision. */
    void await(ByteString key, long revision) throws InterruptedException {
        long id = ++watches;
        requests.onNext(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder()
                        .setKey(key)
                        .setStartRevision(revision + 1)
                        .setWatchId(id))
                .build());
        while (!deletes(responses.take(), id)) {
            // A response about the watch itself, or the last of an earlier one.
        }
        requests.onNext(WatchRequest.newBuilder()
                .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(id))
                .build());
    }

    private boolean deletes(WatchResponse response, long id) {
        if (response.getCancelReasonBytes().equals(ended)) {
            throw new IllegalStateException("the watch has ended");
        }
        return response.getWatchId() == id
                && response.getEventsList().stream().anyMatch(event -> event.getType() == Event.EventType.DELETE);
    }

    @Override
    public void onNext(WatchResponse response) {
        responses.add(response);
    }

    @Override
    public void onError(Throwable failure) {
        onCompleted();
    }

    @Override
    public void onCompleted() {
        responses.add(WatchResponse.newBuilder().setCancelReasonBytes(ended).build());
    }

    @Override
    public void close() {
        requests.onError(Status.CANCELLED.asException());
    }
}
