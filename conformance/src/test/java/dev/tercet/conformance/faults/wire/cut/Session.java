package dev.tercet.conformance.faults.wire.cut;

import com.google.protobuf.ByteString;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.testkit.script.Messages;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A watch: what a server that knows all of it sends, from whatever revision it is asked for. One is recorded from a real etcd; the
 * other is put together by hand, and is small enough to be cut behind every byte.
 *
 * <p>The small one: several revisions in a message and several events in a revision, revisions whose events come in fragments, beside others and
 * alone, deletions, marks, single events, one of which is large.
 */
public final class Session {
    /** The first revision there is. */
    public static final long FIRST = 5;

    /** The last revision with a change. */
    public static final long LAST = 20;

    /** The store was here when the watch was made. */
    private static final long STORE = 30;

    private static final long NEVER = 0;

    private final String prefix;
    private final ResponseHeader created;
    private final List<WatchResponse> messages;

    private Session(String prefix, ResponseHeader created, List<WatchResponse> messages) {
        this.prefix = prefix;
        this.created = created;
        this.messages = messages;
    }

    /** That of a real etcd. */
    static Session recorded(String prefix) {
        List<WatchResponse> messages = Recording.of(prefix);
        ResponseHeader header =
                messages.get(0).getHeader().toBuilder().setRevision(LAST).build();
        return new Session(prefix, header, messages);
    }

    /** The one that is put together, the same for every prefix. */
    public Session(String prefix) {
        this.prefix = prefix;
        this.created = Messages.header(STORE);
        this.messages = List.of(
                whole(STORE, put(5, "a"), put(6, "b"), put(7, "a")),
                whole(STORE, put(8, "a"), delete(8, "b")),
                fragment(put(9, "a"), put(9, "b")),
                fragment(put(9, "c")),
                whole(STORE, put(9, "d"), put(10, "a")),
                fragment(put(11, "a"), put(12, "a")),
                whole(STORE, put(12, "b")),
                whole(15),
                whole(16, put(16, "ä")),
                whole(17, large(17)),
                whole(19, put(18, "a"), put(19, "b"), put(19, "c"), put(19, "d"), put(19, "e")),
                whole(LAST, put(LAST, "a")));
    }

    public String prefix() {
        return prefix;
    }

    /** All that ever changed, in order. */
    public List<String> changes() {
        return messages.stream()
                .flatMap(message -> message.getEventsList().stream())
                .map(Session::text)
                .toList();
    }

    /** What a watch of all of it says that is never interrupted, for those who judge watches. */
    public List<WatchSignal> signals() {
        KeyRange range = KeyRange.prefix(prefix);
        Map<Long, List<WatchEvent>> revisions = new TreeMap<>();
        messages.stream()
                .flatMap(message -> message.getEventsList().stream())
                .map(Session::event)
                .forEach(event -> revisions
                        .computeIfAbsent(event.revision(), revision -> new ArrayList<>())
                        .add(event));
        List<WatchSignal> signals = new ArrayList<>(List.of(new WatchSignal.Started(FIRST)));
        revisions.forEach((revision, events) -> signals.add(new WatchSignal.Change(revision, events, range)));
        return signals;
    }

    private static WatchEvent event(Event event) {
        return WatchCodec.decode(List.of(event)).get(0);
    }

    /** An event in words to compare. */
    static String text(Event event) {
        return text(
                event.getKv().getModRevision(),
                event.getType() == Event.EventType.DELETE,
                event.getKv().getKey().toStringUtf8(),
                event.getKv().getValue().toStringUtf8(),
                event.getPrevKv().getValue().toStringUtf8());
    }

    /** The same. */
    public static String text(WatchEvent event) {
        String before = event.previous().map(KeyValue::valueText).orElse("");
        return text(event.revision(), event.isDelete(), event.keyText(), event.valueText(), before);
    }

    private static String text(long revision, boolean deleted, String key, String value, String before) {
        return revision + (deleted ? " delete " : " put ") + key + "=" + value + " after " + before;
    }

    /** What a watch is sent that begins at {@code start}, the answer to its creation first. */
    public List<WatchResponse> since(long start, long id) {
        return since(start, id, NEVER);
    }

    /**
     * The same by a server that has compacted its store.
     *
     * @param compacted what is older than this is gone
     */
    public List<WatchResponse> since(long start, long id, long compacted) {
        List<WatchResponse> all = new ArrayList<>();
        WatchResponse.Builder answer =
                WatchResponse.newBuilder().setHeader(created).setWatchId(id);
        all.add(answer.clone().setCreated(true).build());
        if (start < compacted) {
            all.add(answer.setCanceled(true).setCompactRevision(compacted).build());
            return all;
        }
        for (WatchResponse message : messages) {
            List<Event> news = message.getEventsList().stream()
                    .filter(event -> event.getKv().getModRevision() >= start)
                    .toList();
            boolean isMark = message.getEventsCount() == 0;
            if (!news.isEmpty() || (isMark && message.getHeader().getRevision() >= start)) {
                all.add(message.toBuilder()
                        .clearEvents()
                        .addAllEvents(news)
                        .setWatchId(id)
                        .build());
            }
        }
        return all;
    }

    /** How many messages a watch of all of it is sent. */
    int length() {
        return messages.size() + 1;
    }

    private Event put(long revision, String key) {
        return Messages.put(prefix + key, "v" + revision, revision);
    }

    private Event large(long revision) {
        return Messages.put(prefix + "large", "v".repeat(200), revision);
    }

    private Event delete(long revision, String key) {
        return Event.newBuilder()
                .setType(Event.EventType.DELETE)
                .setKv(dev.tercet.proto.mvccpb.KeyValue.newBuilder()
                        .setKey(ByteString.copyFromUtf8(prefix + key))
                        .setModRevision(revision))
                .build();
    }

    private static WatchResponse whole(long header, Event... events) {
        return answer(header).addAllEvents(List.of(events)).build();
    }

    private static WatchResponse fragment(Event... events) {
        return answer(STORE).addAllEvents(List.of(events)).setFragment(true).build();
    }

    private static WatchResponse.Builder answer(long revision) {
        return WatchResponse.newBuilder().setHeader(Messages.header(revision));
    }
}
