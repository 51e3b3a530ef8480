package dev.tercet.testkit.script;

import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import java.util.List;

/**
 * A stream of {@code etcdserverpb.Watch}, which may carry many watches.
 *
 * @since 0.1
 */
public final class WatchStream extends ScriptedStream<WatchRequest, WatchResponse> {
    private static final int NO_WATCH = -1;

    WatchStream(Wire<WatchRequest, WatchResponse> wire) {
        super(wire);
    }

    /** The next message, which has to create a watch. */
    public WatchCreateRequest expectCreate() {
        WatchRequest request = await();
        if (!request.hasCreateRequest()) {
            throw new AssertionError("not the creation of a watch: " + request);
        }
        return request.getCreateRequest();
    }

    /** The next message, which has to cancel a watch. */
    public long expectCancel() {
        WatchRequest request = await();
        if (!request.hasCancelRequest()) {
            throw new AssertionError("not the cancellation of a watch: " + request);
        }
        return request.getCancelRequest().getWatchId();
    }

    /** Says that watch {@code id} was made when the store was at {@code revision}. */
    public WatchStream created(long id, long revision) {
        send(response(id, revision).setCreated(true).build());
        return this;
    }

    /** Events whose message has the revision of the last. */
    public WatchStream events(long id, Event... events) {
        long last = events[events.length - 1].getKv().getModRevision();
        return events(id, last, List.of(events));
    }

    /** Events in a message of the given revision, which may be far ahead of theirs. */
    public WatchStream events(long id, long headerRevision, List<Event> events) {
        send(response(id, headerRevision).addAllEvents(events).build());
        return this;
    }

    /** Events of a message whose rest is still to come. */
    public WatchStream fragment(long id, long headerRevision, Event... events) {
        send(response(id, headerRevision)
                .addAllEvents(List.of(events))
                .setFragment(true)
                .build());
        return this;
    }

    /** A mark of the server's own accord. */
    public WatchStream progress(long id, long revision) {
        send(response(id, revision).build());
        return this;
    }

    /** A mark that a client asked for, about all watches of the stream. */
    public WatchStream progressForAll(long revision) {
        return progress(NO_WATCH, revision);
    }

    /** The end of watch {@code id}, for a reason in etcd's words. */
    public WatchStream cancel(long id, String reason) {
        send(response(id, 0).setCanceled(true).setCancelReason(reason).build());
        return this;
    }

    /** The end of watch {@code id}, since what it needs next is older than {@code compactRevision}. */
    public WatchStream compacted(long id, long compactRevision) {
        send(response(id, 0)
                .setCanceled(true)
                .setCompactRevision(compactRevision)
                .build());
        return this;
    }

    /** The answer to a creation that the server refuses. */
    public WatchStream refuse(String reason) {
        send(response(NO_WATCH, 1)
                .setCreated(true)
                .setCanceled(true)
                .setCancelReason(reason)
                .build());
        return this;
    }

    private static WatchResponse.Builder response(long id, long revision) {
        return WatchResponse.newBuilder().setWatchId(id).setHeader(Messages.header(revision));
    }
}
