package dev.tercet.embedded.internal.watch;

import com.google.protobuf.CodedOutputStream;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import java.util.ArrayList;
import java.util.List;

/** Cuts messages that are too large into several, of whole events. */
final class Fragments {
    private Fragments() {}

    /** The message, or its fragments: each smaller than the limit, unless one event alone is not. */
    static List<WatchMessage> of(WatchMessage message, int limit) {
        List<Event> events = message.events().events();
        int frame = message.fragment(EventBatch.NONE, false).toProto().getSerializedSize();
        long whole = frame;
        for (Event event : events) {
            whole += size(event);
        }
        if (whole < limit || events.size() < 2) {
            return List.of(message);
        }
        return cut(message, message.fragment(EventBatch.NONE, true).toProto().getSerializedSize(), limit);
    }

    private static List<WatchMessage> cut(WatchMessage message, int frame, int limit) {
        List<Event> events = message.events().events();
        List<WatchMessage> fragments = new ArrayList<>();
        int start = 0;
        long size = frame;
        for (int i = 0; i < events.size(); i++) {
            int added = size(events.get(i));
            if (i > start && size + added >= limit) {
                fragments.add(message.fragment(new EventBatch(events.subList(start, i)), true));
                start = i;
                size = frame;
            }
            size += added;
        }
        fragments.add(message.fragment(new EventBatch(events.subList(start, events.size())), false));
        return fragments;
    }

    private static int size(Event event) {
        return CodedOutputStream.computeMessageSize(WatchResponse.EVENTS_FIELD_NUMBER, event);
    }
}
