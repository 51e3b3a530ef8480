package dev.tercet.embedded.internal.watch;

import dev.tercet.proto.mvccpb.Event;
import java.util.ArrayList;
import java.util.List;

/** Cuts messages that are too large into several, of whole events. */
final class Fragments {
    /** More than a message with events needs besides them. */
    private static final int LARGEST_FRAME = 128;

    private Fragments() {}

    /** The message, or its fragments: each smaller than the limit, unless one event alone is not. */
    static List<WatchMessage> of(WatchMessage message, int limit) {
        long size = message.events().wireSize();
        if (message.events().events().size() < 2
                || size + LARGEST_FRAME < limit
                || size + frame(message, false) < limit) {
            return List.of(message);
        }
        return cut(message, frame(message, true), limit);
    }

    private static int frame(WatchMessage message, boolean more) {
        return message.fragment(EventBatch.NONE, more).toProto().getSerializedSize();
    }

    private static List<WatchMessage> cut(WatchMessage message, int frame, int limit) {
        List<Event> events = message.events().events();
        List<WatchMessage> fragments = new ArrayList<>();
        int start = 0;
        long size = frame;
        for (int i = 0; i < events.size(); i++) {
            int added = EventBatch.wireSize(events.get(i));
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
}
