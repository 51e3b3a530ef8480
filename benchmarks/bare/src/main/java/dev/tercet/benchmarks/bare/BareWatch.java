package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.KeyValue;
import io.grpc.Channel;
import java.util.List;
import java.util.function.Consumer;

/** A watch on a stream of its own. */
final class BareWatch extends BareWatchStream {
    private final Consumer<List<Event>> taker;

    BareWatch(Channel channel, ByteString key, ByteString end, BenchClient.Events events) {
        this(channel, key, end, all -> visit(all, events), events::failed);
    }

    BareWatch(Channel channel, ByteString key, ByteString end, BenchClient.Values values) {
        this(channel, key, end, all -> visit(all, values), values::failed);
    }

    private BareWatch(
            Channel channel, ByteString key, ByteString end, Consumer<List<Event>> taker, Consumer<Throwable> failed) {
        super(channel, failed);
        this.taker = taker;
        open(key, end);
    }

    @Override
    void take(WatchResponse response) {
        if (response.getEventsCount() > 0) {
            taker.accept(response.getEventsList());
        }
    }

    /** Tells of them, and how long their keys and values are. */
    static void visit(List<Event> all, BenchClient.Events events) {
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
}
