package dev.tercet.benchmarks.stub;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Sends events to the watches of one stream: 100 at a time, all of one revision, as a transaction would make them.
 *
 * <p>Everything but the revision is the same each time. All methods run on the stream's own thread, one after another,
 * since the server has a direct executor.
 */
final class EventPump {
    private static final int EVENTS = 100;
    private static final List<ByteString> KEYS = Arrays.stream(Data.watchKeys(), 0, EVENTS)
            .map(UnsafeByteOperations::unsafeWrap)
            .toList();

    private final ServerCallStreamObserver<WatchResponse> caller;
    private final Set<Long> watches = new ConcurrentSkipListSet<>();
    private long lastId;
    private long revision = Replies.HEADER.getRevision();

    EventPump(ServerCallStreamObserver<WatchResponse> caller) {
        this.caller = caller;
        caller.setOnReadyHandler(this::push);
        caller.setOnCancelHandler(this::end);
    }

    void create(WatchCreateRequest request) {
        // Who resumes a watch must not be sent what it has seen.
        revision = Math.max(revision, request.getStartRevision() - 1);
        long id = request.getWatchId() == 0 ? ++lastId : request.getWatchId();
        caller.onNext(WatchResponse.newBuilder()
                .setHeader(header())
                .setWatchId(id)
                .setCreated(true)
                .build());
        watches.add(id);
        push();
    }

    void cancel(long id) {
        if (watches.remove(id)) {
            caller.onNext(WatchResponse.newBuilder()
                    .setHeader(header())
                    .setWatchId(id)
                    .setCanceled(true)
                    .build());
        }
    }

    void end() {
        watches.clear();
    }

    private void push() {
        while (!watches.isEmpty() && caller.isReady() && !caller.isCancelled()) {
            revision++;
            for (long id : watches) {
                caller.onNext(events(id));
            }
        }
    }

    private WatchResponse events(long id) {
        WatchResponse.Builder response =
                WatchResponse.newBuilder().setHeader(header()).setWatchId(id);
        for (ByteString key : KEYS) {
            response.addEvents(Event.newBuilder().setKv(Replies.keyValue(key, revision)));
        }
        return response.build();
    }

    private ResponseHeader header() {
        return Replies.HEADER.toBuilder().setRevision(revision).build();
    }
}
