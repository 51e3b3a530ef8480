package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was there at which revision, by a log. */
final class Past {
    private final RevisionLog log;
    private final TreeMap<Long, List<WatchEvent>> events = new TreeMap<>();
    private final TreeMap<Bytes, TreeMap<Long, Optional<KeyValue>>> keys = new TreeMap<>();
    private final Map<String, Bytes> names = new HashMap<>();

    Past(RevisionLog log) {
        this.log = log;
        log.known().forEach(kv -> key(kv.key()).put(log.floor(), Optional.of(kv)));
        for (WatchSignal.Change change : log.changes()) {
            events.put(change.revision(), change.events());
            for (WatchEvent event : change.events()) {
                key(event.key()).put(change.revision(), event.isPut() ? Optional.of(event.kv()) : Optional.empty());
            }
        }
    }

    private TreeMap<Long, Optional<KeyValue>> key(Bytes key) {
        return keys.computeIfAbsent(key, unknown -> {
            names.put(unknown.utf8(), unknown);
            return new TreeMap<>();
        });
    }

    /** Whether it is known what was there at this revision. */
    boolean covers(long revision) {
        return log.floor() <= revision && revision <= log.upTo();
    }

    /** Whether it is known what happened at this revision. */
    boolean coversChange(long revision) {
        return log.floor() < revision && revision <= log.upTo();
    }

    /** What was there; null for nothing. */
    @Nullable
    KeyValue at(Bytes key, long revision) {
        TreeMap<Long, Optional<KeyValue>> states = keys.get(key);
        Map.Entry<Long, Optional<KeyValue>> last = states == null ? null : states.floorEntry(revision);
        return last == null ? null : last.getValue().orElse(null);
    }

    /** What was there; null for nothing. */
    @Nullable
    KeyValue at(String key, long revision) {
        Bytes known = names.get(key);
        return known == null ? null : at(known, revision);
    }

    /** Every key of a range, in order. */
    List<KeyValue> list(KeyRange range, long revision) {
        return keys.tailMap(range.key(), true).keySet().stream()
                .filter(range::contains)
                .flatMap(key -> Optional.ofNullable(at(key, revision)).stream())
                .toList();
    }

    /** What happened, by revision. */
    TreeMap<Long, List<WatchEvent>> events() {
        return events;
    }

    /** What happened at a revision. */
    List<WatchEvent> events(long revision) {
        return events.getOrDefault(revision, List.of());
    }
}
