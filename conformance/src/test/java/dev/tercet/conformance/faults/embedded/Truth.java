package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.embedded.internal.mvcc.CommitListener;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.proto.codec.KeyValueCodec;
import dev.tercet.proto.mvccpb.Event.EventType;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that was ever written, from the store itself and whatever faults there are. */
final class Truth implements CommitListener {
    private final NavigableMap<Long, List<WatchEvent>> revisions = new TreeMap<>();
    private final Map<String, NavigableMap<Long, WatchEvent>> keys = new TreeMap<>();
    private long compacted;

    @Override
    public void onCommit(long revision, List<Change> changes) {
        List<WatchEvent> events = new ArrayList<>(changes.size());
        for (Change change : changes) {
            WatchEvent event = new WatchEvent(
                    change.type() == EventType.PUT ? WatchEvent.Type.PUT : WatchEvent.Type.DELETE,
                    KeyValueCodec.decode(change.kv()),
                    change.before() == null ? null : KeyValueCodec.decode(change.before()));
            events.add(event);
            keys.computeIfAbsent(event.keyText(), key -> new TreeMap<>()).put(revision, event);
        }
        revisions.put(revision, List.copyOf(events));
    }

    void compacted(long revision) {
        compacted = revision;
    }

    /** The last revision. */
    long revision() {
        return revisions.isEmpty() ? 1 : revisions.lastKey();
    }

    /** The last compaction's revision; 0 if there was none. */
    long compacted() {
        return compacted;
    }

    /** Everything that happened, by revision. */
    NavigableMap<Long, List<WatchEvent>> revisions() {
        return revisions;
    }

    /** A key as it was at a revision, or null. */
    @Nullable
    KeyValue at(String key, long revision) {
        NavigableMap<Long, WatchEvent> history = keys.get(key);
        Map.Entry<Long, WatchEvent> last = history == null ? null : history.floorEntry(revision);
        return last == null || last.getValue().isDelete()
                ? null
                : last.getValue().kv();
    }

    /** A key as it is, or null. */
    @Nullable
    KeyValue now(String key) {
        return at(key, Long.MAX_VALUE);
    }

    /** The keys of a range as they were at a revision, in their order. */
    List<KeyValue> range(KeyRange range, long revision) {
        List<KeyValue> found = new ArrayList<>();
        keys.keySet().forEach(key -> {
            KeyValue kv = at(key, revision);
            if (kv != null && range.contains(kv.key())) {
                found.add(kv);
            }
        });
        return found;
    }

    /** The key with this prefix that was made first, of those that are there; null if there is none. */
    @Nullable
    KeyValue first(String prefix) {
        KeyValue first = null;
        for (KeyValue kv : range(KeyRange.prefix(prefix), Long.MAX_VALUE)) {
            if (first == null || kv.createRevision() < first.createRevision()) {
                first = kv;
            }
        }
        return first;
    }

    /** What happened in a range, for checkers of histories. */
    RevisionLog log(KeyRange range) {
        List<WatchSignal.Change> changes = new ArrayList<>();
        revisions.forEach((revision, all) -> {
            List<WatchEvent> events =
                    all.stream().filter(event -> range.contains(event.key())).toList();
            if (!events.isEmpty()) {
                changes.add(new WatchSignal.Change(revision, events, range));
            }
        });
        return new RevisionLog(0, List.of(), changes, revision());
    }
}
