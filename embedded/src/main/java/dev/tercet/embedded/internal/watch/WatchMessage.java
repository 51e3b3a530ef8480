package dev.tercet.embedded.internal.watch;

import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchResponse;

/**
 * What a client hears on a stream of watches: etcd's {@code WatchResponse}, with events that are shared with others.
 *
 * @param watchId which watch it is about; {@link #NO_WATCH} for none or all of the stream
 * @param compactRevision what a watch that was overtaken by compaction may start from; 0 otherwise
 * @param fragment whether the rest follows
 */
public record WatchMessage(
        ResponseHeader header,
        long watchId,
        boolean created,
        boolean canceled,
        long compactRevision,
        String cancelReason,
        boolean fragment,
        EventBatch events) {
    /** The id of none, or of all of the stream. */
    public static final long NO_WATCH = -1;

    static WatchMessage created(ResponseHeader header, long watchId) {
        return new WatchMessage(header, watchId, true, false, 0, "", false, EventBatch.NONE);
    }

    static WatchMessage refused(ResponseHeader header, String reason) {
        return new WatchMessage(header, NO_WATCH, true, true, 0, reason, false, EventBatch.NONE);
    }

    static WatchMessage canceled(ResponseHeader header, long watchId) {
        return new WatchMessage(header, watchId, false, true, 0, "", false, EventBatch.NONE);
    }

    static WatchMessage compacted(ResponseHeader header, long watchId, long compactRevision) {
        return new WatchMessage(header, watchId, false, true, compactRevision, "", false, EventBatch.NONE);
    }

    static WatchMessage progress(ResponseHeader header, long watchId) {
        return events(header, watchId, EventBatch.NONE);
    }

    static WatchMessage events(ResponseHeader header, long watchId, EventBatch events) {
        return new WatchMessage(header, watchId, false, false, 0, "", false, events);
    }

    /** The part of an event message that has these events. */
    WatchMessage fragment(EventBatch some, boolean more) {
        return new WatchMessage(header, watchId, created, canceled, compactRevision, cancelReason, more, some);
    }

    /** As it goes over the wire. */
    public WatchResponse toProto() {
        return WatchResponse.newBuilder()
                .setHeader(header)
                .setWatchId(watchId)
                .setCreated(created)
                .setCanceled(canceled)
                .setCompactRevision(compactRevision)
                .setCancelReason(cancelReason)
                .setFragment(fragment)
                .addAllEvents(events.events())
                .build();
    }
}
