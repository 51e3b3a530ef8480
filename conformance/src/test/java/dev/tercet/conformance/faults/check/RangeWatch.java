package dev.tercet.conformance.faults.check;

import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one watched range hears, held against what there was to hear. */
final class RangeWatch {
    /** Takes down what is wrong. */
    interface Complaints {
        void say(String rule, long at, String what);
    }

    private final WatchRequest asked;
    private final KeyRange range;
    private final Past past;
    private final boolean mayBeginSooner;
    private final LongUnaryOperator compactedBy;
    private final Complaints complaints;
    /** Everything before this revision was delivered; 0 if not known. */
    private long next;

    private long last;
    private long marked;
    private long resumed;

    /**
     * A range that is watched.
     *
     * @param first the first revision to be heard of; 0 if not known
     * @param mayBeginSooner whether that is the first of all ranges of a watch, and this one may have begun before it
     * @param compactedBy up to which revision history may have been compacted by a time: the previous value of what happened until
     *     then may be missing
     */
    RangeWatch(
            WatchRequest asked,
            KeyRange range,
            long first,
            boolean mayBeginSooner,
            Past past,
            LongUnaryOperator compactedBy,
            Complaints complaints) {
        this.asked = asked;
        this.range = range;
        this.next = first;
        this.past = past;
        this.mayBeginSooner = mayBeginSooner;
        this.compactedBy = compactedBy;
        this.complaints = complaints;
    }

    KeyRange range() {
        return range;
    }

    void change(WatchSignal.Change change, long at) {
        long revision = change.revision();
        filtered(change, at);
        if (revision <= last) {
            String rule = revision == last ? "unique" : "ordered";
            complaints.say(rule, at, "revision " + revision + " after revision " + last);
            return;
        }
        if (revision <= marked) {
            complaints.say("bookmarkable", at, "revision " + revision + " after the mark " + marked);
        }
        if (revision < next && !(mayBeginSooner && last == 0)) {
            complaints.say("resumable", at, "revision " + revision + ", and " + next + " is the first that was wanted");
        }
        if (revision < resumed) {
            complaints.say("resumable", at, "revision " + revision + " after going on from " + resumed);
        }
        complete(revision, at, "reliable");
        whole(change, at);
        last = revision;
        next = revision + 1;
    }

    private void filtered(WatchSignal.Change change, long at) {
        if (change.events().isEmpty()) {
            complaints.say("filter", at, "revision " + change.revision() + " without events");
        }
        Set<Object> keys = new HashSet<>();
        for (WatchEvent event : change.events()) {
            if (!isWanted(event)) {
                complaints.say("filter", at, "not asked for: " + event);
            }
            if (!keys.add(event.key())) {
                complaints.say("unique", at, "twice in one revision: " + event);
            }
            if (event.revision() != change.revision()) {
                complaints.say("atomic", at, "among those of revision " + change.revision() + ": " + event);
            }
            if (event.previousOrNull() != null && !asked.wantsPrevious()) {
                complaints.say("previous value", at, "not asked for: " + event);
            }
        }
    }

    private boolean isWanted(WatchEvent event) {
        WatchFilter against = event.isPut() ? WatchFilter.NO_PUT : WatchFilter.NO_DELETE;
        return range.contains(event.key()) && !asked.filters().contains(against);
    }

    private List<WatchEvent> wanted(long revision) {
        return past.events(revision).stream().filter(this::isWanted).toList();
    }

    /** Nothing is missing between what was delivered and this revision, which is not included. */
    private void complete(long revision, long at, String rule) {
        if (next == 0) {
            return;
        }
        for (Map.Entry<Long, List<WatchEvent>> each :
                past.events().tailMap(next, true).entrySet()) {
            if (each.getKey() >= revision) {
                return;
            }
            List<WatchEvent> missed =
                    each.getValue().stream().filter(this::isWanted).toList();
            if (!missed.isEmpty()) {
                complaints.say(rule, at, "revision " + each.getKey() + " never came: " + missed);
                // The rest would be the same fault again.
                return;
            }
        }
    }

    /** All of the revision, as it was. */
    private void whole(WatchSignal.Change change, long at) {
        long revision = change.revision();
        if (!past.coversChange(revision)) {
            return;
        }
        for (WatchEvent event : change.events()) {
            boolean wasThere = past.at(event.key(), revision - 1) != null;
            if (past.covers(revision - 1) && event.isPut() && event.isCreate() == wasThere) {
                complaints.say("is-create", at, event + " after " + past.at(event.key(), revision - 1));
            }
        }
        List<WatchEvent> there = wanted(revision);
        if (!change.events().stream()
                .map(WatchEvent::kv)
                .toList()
                .equals(there.stream().map(WatchEvent::kv).toList())) {
            String rule = change.events().size() == there.size() ? "reliable" : "atomic";
            complaints.say(rule, at, "revision " + revision + " is " + there + ", and came as " + change.events());
            return;
        }
        for (WatchEvent event : change.events()) {
            if (past.covers(revision - 1)) {
                previous(event, past.at(event.key(), revision - 1), at);
            }
        }
    }

    private void previous(WatchEvent event, @Nullable KeyValue before, long at) {
        KeyValue told = event.previousOrNull();
        // It is read at the revision before when the event is sent, which is refused once that is compacted.
        boolean mayBeMissing = !asked.wantsPrevious() || event.revision() <= compactedBy.applyAsLong(at);
        if (told == null ? before != null && !mayBeMissing : !told.equals(before)) {
            complaints.say("previous value", at, event + " after " + before);
        }
    }

    /** Everything up to this revision is said to have come. */
    void reached(long revision, long at, String rule) {
        complete(revision + 1, at, rule);
        marked = Math.max(marked, revision);
        if (next > 0) {
            next = Math.max(next, revision + 1);
        }
    }

    void resumed(long revision, long at) {
        resumed = revision;
        if (next > 0 && revision > next) {
            complete(revision, at, "resumable");
        }
    }

    void resync(WatchSignal.Resync resync, long at) {
        long revision = resync.revision();
        if (revision < last) {
            complaints.say("ordered", at, "a list of revision " + revision + " after revision " + last);
        }
        if (past.covers(revision) && !past.list(range, revision).equals(resync.kvs())) {
            complaints.say(
                    "resync",
                    at,
                    "the list of revision " + revision + " is " + past.list(range, revision) + ", and came as "
                            + resync.kvs());
        }
        last = Math.max(last, revision);
        next = revision + 1;
    }
}
