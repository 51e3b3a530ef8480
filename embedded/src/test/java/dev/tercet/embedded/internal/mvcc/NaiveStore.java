package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store must answer, from one list of all that ever happened. */
final class NaiveStore {
    private final List<KeyValue> events = new ArrayList<>();
    long revision = 1;
    long compactRevision = -1;

    /** Ends a revision, if anything was added since the last. */
    void commit() {
        if (!events.isEmpty() && events.get(events.size() - 1).getModRevision() > revision) {
            revision++;
        }
    }

    void put(ByteString key, ByteString value, long lease) {
        KeyValue previous = get(key, revision + 1);
        events.add(KeyValue.newBuilder()
                .setKey(key)
                .setValue(value)
                .setLease(lease)
                .setModRevision(revision + 1)
                .setCreateRevision(previous == null ? revision + 1 : previous.getCreateRevision())
                .setVersion(previous == null ? 1 : previous.getVersion() + 1)
                .build());
    }

    List<KeyValue> delete(KeyInterval interval) {
        List<KeyValue> there = range(interval, revision + 1);
        there.forEach(kv -> events.add(KeyValue.newBuilder()
                .setKey(kv.getKey())
                .setModRevision(revision + 1)
                .build()));
        return there;
    }

    @Nullable
    KeyValue get(ByteString key, long at) {
        KeyValue found = null;
        for (KeyValue event : events) {
            if (event.getKey().equals(key) && event.getModRevision() <= at) {
                found = event;
            }
        }
        return found == null || found.getVersion() == 0 ? null : found;
    }

    List<KeyValue> range(KeyInterval interval, long at) {
        TreeMap<ByteString, KeyValue> found = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
        for (KeyValue event : events) {
            if (interval.contains(event.getKey()) && event.getModRevision() <= at) {
                found.put(event.getKey(), event);
            }
        }
        return found.values().stream().filter(kv -> kv.getVersion() != 0).toList();
    }

    /** What happened from a revision on, each as the event and what was there before, if that is kept. */
    List<String> history(long from) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            KeyValue event = events.get(i);
            if (event.getModRevision() < from) {
                continue;
            }
            KeyValue previous = null;
            for (KeyValue earlier : events.subList(0, i)) {
                if (earlier.getKey().equals(event.getKey())) {
                    previous = earlier;
                }
            }
            told.add(tell(event, previous == null || previous.getVersion() == 0 ? null : previous));
        }
        return told;
    }

    long bytes() {
        return events.stream().mapToLong(Space::of).sum();
    }

    static String tell(KeyValue event, @Nullable KeyValue previous) {
        return event.toString() + " after " + previous;
    }

    /** Keeps what is after it, and the last of each key up to it, but of tombstones only those at it. */
    void compact(long at) {
        compactRevision = at;
        List<KeyValue> kept = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            KeyValue event = events.get(i);
            boolean overtaken = events.subList(i + 1, events.size()).stream()
                    .anyMatch(later ->
                            later.getModRevision() <= at && later.getKey().equals(event.getKey()));
            boolean gone = event.getVersion() == 0 && event.getModRevision() < at;
            if (event.getModRevision() > at || !(overtaken || gone)) {
                kept.add(event);
            }
        }
        events.clear();
        events.addAll(kept);
    }
}
