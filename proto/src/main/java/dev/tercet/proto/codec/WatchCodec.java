package dev.tercet.proto.codec;

import dev.tercet.proto.etcdserverpb.WatchCancelRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest.FilterType;
import dev.tercet.proto.etcdserverpb.WatchProgressRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The watch service: what goes up its stream, and the events that come down. */
public final class WatchCodec {
    private static final WatchRequest PROGRESS = WatchRequest.newBuilder()
            .setProgressRequest(WatchProgressRequest.getDefaultInstance())
            .build();

    private WatchCodec() {}

    public static WatchRequest create(WatchRpcs.Create create) {
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
        return WatchRequest.newBuilder().setCreateRequest(request).build();
    }

    public static WatchRequest cancel(long watchId) {
        return WatchRequest.newBuilder()
                .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(watchId))
                .build();
    }

    public static WatchRequest progress() {
        return PROGRESS;
    }

    public static List<WatchEvent> decode(List<Event> events) {
        WatchEvent[] all = new WatchEvent[events.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = decode(events.get(i));
        }
        return all.length == 1 ? List.of(all[0]) : Collections.unmodifiableList(Arrays.asList(all));
    }

    private static WatchEvent decode(Event event) {
        return new WatchEvent(
                event.getType() == Event.EventType.DELETE ? WatchEvent.Type.DELETE : WatchEvent.Type.PUT,
                KeyValueCodec.decode(event.getKv()),
                event.hasPrevKv() ? KeyValueCodec.decode(event.getPrevKv()) : null);
    }
}
