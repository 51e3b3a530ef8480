package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.WatchRecord;
import dev.tercet.conformance.faults.history.WatchRecord.Heard;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The guarantees of a watch, as etcd's own robustness tests have them: filter, ordered, unique, atomic, bookmarkable, resumable,
 * reliable, previous value, is-create; and the order of the signals themselves. Those about what ought to have come need a log.
 */
final class WatchCheck {
    private final WatchRecord watch;
    private final Past past;
    private final LongUnaryOperator compactedBy;
    private final List<Violation> violations = new ArrayList<>();
    private final List<RangeWatch> ranges = new ArrayList<>();
    private @Nullable WatchSignal previous;
    private boolean isStarted;

    private WatchCheck(WatchRecord watch, Past past, LongUnaryOperator compactedBy) {
        this.watch = watch;
        this.past = past;
        this.compactedBy = compactedBy;
    }

    static List<Violation> of(History history, Settings settings) {
        Past past = new Past(history.log());
        Vitals vitals = new Vitals(history);
        List<Violation> violations = new ArrayList<>();
        for (WatchRecord watch : history.watches()) {
            WatchCheck check = new WatchCheck(watch, past, vitals::compactedBy);
            check.run(settings.watchesReach());
            violations.addAll(check.violations);
        }
        return violations;
    }

    private void run(long reach) {
        for (Heard heard : watch.heard()) {
            if (previous instanceof WatchSignal.Ended) {
                say("signals", heard.at(), heard.signal() + " after the end");
            }
            hear(heard);
            previous = heard.signal();
        }
        if (!(previous instanceof WatchSignal.Ended) && reach > 0) {
            if (!isStarted) {
                say("reliable", watch.began(), "never started");
            }
            ranges.forEach(range -> range.reached(reach, Operation.NEVER, "reliable"));
        }
    }

    private void hear(Heard heard) {
        WatchSignal signal = heard.signal();
        if (signal instanceof WatchSignal.Started started) {
            started(heard.at(), started.revision());
        } else if (signal instanceof WatchSignal.Change change) {
            RangeWatch range = range(change.range());
            if (!isStarted) {
                say("signals", heard.at(), "a change before the start");
            }
            range.change(change, heard.at());
        } else if (signal instanceof WatchSignal.Progress progress) {
            ranges.forEach(range -> range.reached(progress.revision(), heard.at(), "bookmarkable"));
        } else if (signal instanceof WatchSignal.Resumed resumed) {
            if (ranges.size() == 1) {
                ranges.get(0).resumed(resumed.revision(), heard.at());
            }
        } else if (signal instanceof WatchSignal.Resync resync) {
            if (!watch.asked().resyncsOnCompaction()) {
                say("signals", heard.at(), "a list that was not asked for");
            }
            range(resync.range()).resync(resync, heard.at());
        }
    }

    private void started(long at, long revision) {
        if (isStarted) {
            say("signals", at, "started twice");
        }
        isStarted = true;
        long asked = watch.asked().startRevision();
        if (asked > 0 && asked != revision) {
            say("resumable", at, "asked for from revision " + asked + ", starts at " + revision);
        }
        // Of several ranges the greatest of their starts is told.
        boolean mayBeginSooner = asked == 0 && watch.asked().ranges().size() > 1;
        for (KeyRange range : watch.asked().ranges()) {
            ranges.add(new RangeWatch(watch.asked(), range, revision, mayBeginSooner, past, compactedBy, this::say));
        }
    }

    private RangeWatch range(KeyRange range) {
        for (RangeWatch each : ranges) {
            if (each.range().equals(range)) {
                return each;
            }
        }
        // One that was added later, from a revision that is not recorded: what comes first is where it begins.
        RangeWatch added = new RangeWatch(watch.asked(), range, 0, false, past, compactedBy, this::say);
        ranges.add(added);
        return added;
    }

    private void say(String rule, long at, String what) {
        violations.add(Violation.at("watch: " + rule, at, watch + ": " + what));
    }
}
