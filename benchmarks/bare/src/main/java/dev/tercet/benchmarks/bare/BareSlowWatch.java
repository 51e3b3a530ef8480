package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A watch on a stream and a thread of its own, which asks for the next message when it is through with one. */
final class BareSlowWatch extends BareWatchStream {
    private final BenchClient.Events events;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    BareSlowWatch(Channel channel, ByteString key, ByteString end, BenchClient.Events events) {
        super(channel, events::failed);
        this.events = events;
        open(key, end);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
        stream.disableAutoRequestWithInitial(1);
    }

    @Override
    void take(WatchResponse response) {
        thread.execute(() -> {
            if (response.getEventsCount() > 0) {
                BareWatch.visit(response.getEventsList(), events);
            }
            askForMore();
        });
    }

    @Override
    public void close() {
        super.close();
        thread.shutdownNow();
    }
}
