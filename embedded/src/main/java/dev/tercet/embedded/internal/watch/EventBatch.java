package dev.tercet.embedded.internal.watch;

import com.google.protobuf.CodedOutputStream;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events of whole revisions, in order, shared by all watches that get the same ones. What they are turned into for clients is
 * kept with them, so that it is made once and not for each.
 */
public final class EventBatch {
    /** None at all. */
    public static final EventBatch NONE = new EventBatch(List.of());

    private final List<Event> events;
    private volatile @Nullable Object decoded;

    /** What they take in a message; 0 until somebody asks. Two who ask at once find the same. */
    private volatile long wireSize;

    /** Of these, which must not change any more. */
    public EventBatch(List<Event> events) {
        this.events = events;
    }

    /** What happened, in order. */
    public List<Event> events() {
        return events;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return events.isEmpty();
    }

    /**
     * Another form of the events. It is made by whoever asks first, or by several who ask at once, and kept: there is one such
     * form, so every caller has to bring the same {@code decode}, and what that makes has to be immutable.
     */
    @SuppressWarnings("unchecked")
    public <T> T as(Function<List<Event>, T> decode) {
        Object made = decoded;
        if (made == null) {
            made = decode.apply(events);
            decoded = made;
        }
        return (T) made;
    }

    /** How many bytes they take in a message of etcd's. */
    long wireSize() {
        long size = wireSize;
        if (size == 0) {
            for (Event event : events) {
                size += wireSize(event);
            }
            wireSize = size;
        }
        return size;
    }

    static int wireSize(Event event) {
        return CodedOutputStream.computeMessageSize(WatchResponse.EVENTS_FIELD_NUMBER, event);
    }

    long firstRevision() {
        return events.get(0).getKv().getModRevision();
    }

    long lastRevision() {
        return events.get(events.size() - 1).getKv().getModRevision();
    }

    /** The part from a revision on; this one itself where that is all. */
    EventBatch from(long revision) {
        if (isEmpty() || firstRevision() >= revision) {
            return this;
        }
        int first = 1;
        while (first < events.size() && events.get(first).getKv().getModRevision() < revision) {
            first++;
        }
        return first == events.size() ? NONE : new EventBatch(events.subList(first, events.size()));
    }

    @Override
    public String toString() {
        return events.isEmpty()
                ? "EventBatch[]"
                : "EventBatch[" + events.size() + " events, " + firstRevision() + ".." + lastRevision() + "]";
    }
}
