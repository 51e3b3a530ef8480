package dev.tercet.internal.watch;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A message of events made into what is handed on of it, a change for each revision: immutable, so that all watches of a range can
 * share it that get the same message.
 *
 * @param events the message
 * @param range what they are in, in the keys of the wire
 * @param changes one for each revision, in the order of the message
 * @param weight what they count together
 * @param ordered whether each revision comes once, and after those before it
 * @param lastKeys the keys of the last revision
 */
record Parcel(
        List<WatchEvent> events,
        KeyRange range,
        List<WatchEffect.Deliver> changes,
        long weight,
        boolean ordered,
        List<Bytes> lastKeys)
        implements WatchEffect {

    static Parcel of(List<WatchEvent> events, KeyRange range) {
        int end = events.isEmpty() ? 0 : RevisionJoiner.endOfRevision(events, 0);
        return end == events.size() ? ofOne(events, range) : ofMany(events, range);
    }

    /** A message of one revision, or of none: most are. */
    private static Parcel ofOne(List<WatchEvent> revision, KeyRange range) {
        if (revision.isEmpty()) {
            return new Parcel(revision, range, List.of(), 0, true, List.of());
        }
        WatchEffect.Deliver change = change(revision, range);
        return new Parcel(revision, range, List.of(change), change.weight(), true, RevisionJoiner.keys(revision));
    }

    private static Parcel ofMany(List<WatchEvent> events, KeyRange range) {
        List<WatchEffect.Deliver> changes = new ArrayList<>(events.size());
        List<WatchEvent> part = List.of();
        long weight = 0;
        long last = 0;
        boolean ordered = true;
        int start = 0;
        while (start < events.size()) {
            int end = RevisionJoiner.endOfRevision(events, start);
            part = RevisionJoiner.part(events, start, end);
            WatchEffect.Deliver change = change(part, range);
            changes.add(change);
            weight += change.weight();
            ordered &= part.get(0).revision() > last;
            last = part.get(0).revision();
            start = end;
        }
        return new Parcel(
                events, range, Collections.unmodifiableList(changes), weight, ordered, RevisionJoiner.keys(part));
    }

    private static WatchEffect.Deliver change(List<WatchEvent> revision, KeyRange range) {
        return WatchEffect.Deliver.of(new Change(revision.get(0).revision(), revision, range));
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    long firstRevision() {
        return revision(0);
    }

    long lastRevision() {
        return revision(changes.size() - 1);
    }

    private long revision(int index) {
        return ((Change) changes.get(index).signal()).revision();
    }
}
