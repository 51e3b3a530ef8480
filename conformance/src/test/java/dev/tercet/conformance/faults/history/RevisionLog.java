package dev.tercet.conformance.faults.history;

import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;

/**
 * All that happened at the server to the keys under test, read afterwards or by a client that no fault touches.
 *
 * @param floor the revision of {@code known}; 0 if the log is whole
 * @param known every key at {@code floor}
 * @param changes every revision after {@code floor} and up to {@code upTo} that changed a key, in order, each with all its events
 * @param upTo the last revision that it covers, of whatever keys
 */
public record RevisionLog(long floor, List<KeyValue> known, List<WatchSignal.Change> changes, long upTo) {
    /** Nothing is known. */
    public static final RevisionLog NONE = new RevisionLog(0, List.of(), List.of(), 0);

    public RevisionLog {
        known = List.copyOf(known);
        changes = List.copyOf(changes);
    }

    /** Whether something is known. */
    public boolean isThere() {
        return upTo > floor;
    }

    /**
     * This one and the one that was read after it: how a log survives compaction.
     *
     * @param later with a floor that this one covers; of what both have this one's is taken
     */
    public RevisionLog then(RevisionLog later) {
        if (later.floor > upTo) {
            throw new IllegalArgumentException("nothing is known from " + (upTo + 1) + " to " + later.floor);
        }
        List<WatchSignal.Change> all = new ArrayList<>(changes);
        later.changes.stream().filter(change -> change.revision() > upTo).forEach(all::add);
        return new RevisionLog(floor, known, all, Math.max(upTo, later.upTo));
    }
}
