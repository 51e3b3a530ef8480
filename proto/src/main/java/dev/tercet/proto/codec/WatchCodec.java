package dev.tercet.proto.codec;

import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.WatchCancelRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest.FilterType;
import dev.tercet.proto.etcdserverpb.WatchProgressRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchUp;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The watch service: what goes up its stream, and the events that come down. */
public final class WatchCodec {
    /** The stream that watches share. */
    public static final MethodCodec<WatchUp, WatchDown> CODEC = new Stream();

    private WatchCodec() {}

    public static WatchRequest encode(WatchUp message) {
        if (message instanceof WatchUp.Create create) {
            return WatchRequest.newBuilder()
                    .setCreateRequest(encode(create.create()))
                    .build();
        }
        if (message instanceof WatchUp.Cancel cancel) {
            return WatchRequest.newBuilder()
                    .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(cancel.watchId()))
                    .build();
        }
        return WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build();
    }

    public static WatchDown decode(WatchResponse message) {
        return new WatchDown(
                HeaderCodec.decode(message.getHeader()),
                message.getWatchId(),
                message.getCreated(),
                message.getCanceled(),
                message.getCompactRevision(),
                message.getCancelReason(),
                message.getFragment(),
                decode(message.getEventsList()));
    }

    /** Events, in order. */
    public static List<WatchEvent> decode(List<Event> events) {
        if (events.size() == 1) {
            return List.of(decode(events.get(0)));
        }
        List<WatchEvent> all = new ArrayList<>(events.size());
        for (Event event : events) {
            all.add(decode(event));
        }
        return List.copyOf(all);
    }

    private static WatchEvent decode(Event event) {
        return new WatchEvent(
                event.getType() == Event.EventType.DELETE ? WatchEvent.Type.DELETE : WatchEvent.Type.PUT,
                KeyValueCodec.decode(event.getKv()),
                event.hasPrevKv() ? KeyValueCodec.decode(event.getPrevKv()) : null);
    }

    private static WatchCreateRequest encode(WatchRpcs.Create create) {
        WatchCreateRequest.Builder request = WatchCreateRequest.newBuilder()
                .setKey(BytesCodec.encode(create.range().key()))
                .setRangeEnd(BytesCodec.encode(create.range().end()))
                .setStartRevision(create.startRevision())
                .setPrevKv(create.previous())
                .setProgressNotify(create.progress())
                .setFragment(create.fragments());
        for (WatchFilter filter : create.filters()) {
            request.addFilters(
                    switch (filter) {
                        case NO_PUT -> FilterType.NOPUT;
                        case NO_DELETE -> FilterType.NODELETE;
                    });
        }
        return request.build();
    }

    private static final class Stream extends DirectCodec<WatchUp, WatchDown> {
        @Override
        public void write(WatchUp message, WireOut out) {
            DirectRequests.watch(message, out);
        }

        @Override
        WatchDown read(WireReader in) throws IOException {
            return DirectReplies.watch(in);
        }

        @Override
        public Message encode(WatchUp message) {
            return WatchCodec.encode(message);
        }

        @Override
        public WatchDown fromMessage(Message reply) {
            return WatchCodec.decode((WatchResponse) reply);
        }
    }
}
