package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Act.Condition;
import dev.tercet.conformance.faults.history.Act.Expected;
import dev.tercet.conformance.faults.history.Act.Step;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.conformance.faults.history.Seen;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server without faults, one call at a time: what the answers of histories under test are taken from. */
final class SimulatedEtcd {
    private final Map<String, KeyValue> keys = new TreeMap<>();
    private final List<WatchSignal.Change> changes = new ArrayList<>();
    private long revision = 1;

    Returned apply(Act act) {
        if (act instanceof Act.Txn txn) {
            boolean holds = txn.conditions().stream().allMatch(this::holds);
            List<Seen> seen = new ArrayList<>();
            run(txn.branch(holds), seen);
            return new Returned(revision, holds, seen);
        }
        if (act instanceof Act.CompareAndSwap swap) {
            boolean holds = holds(new Condition(swap.key(), swap.expected()));
            List<Seen> seen = new ArrayList<>();
            run(List.of(holds ? new Act.Put(swap.key(), swap.value()) : new Act.Get(swap.key())), seen);
            return new Returned(revision, holds, seen);
        }
        Step step = (Step) act;
        boolean found = !(step instanceof Act.Delete) || keys.containsKey(step.key());
        List<Seen> seen = new ArrayList<>();
        run(List.of(step), seen);
        return new Returned(revision, found, seen);
    }

    private boolean holds(Condition condition) {
        KeyValue there = keys.get(condition.key());
        return condition.expected() instanceof Expected.OfRevision of
                ? of.modRevision() == (there == null ? 0 : there.modRevision())
                : there != null && there.valueText().equals(((Expected.OfValue) condition.expected()).value());
    }

    private void run(List<Step> steps, List<Seen> seen) {
        List<WatchEvent> events = new ArrayList<>();
        for (Step step : steps) {
            Bytes key = Bytes.of(step.key());
            KeyValue before = keys.get(step.key());
            if (step instanceof Act.Get) {
                seen.add(now(step.key()));
            } else if (step instanceof Act.Put put) {
                KeyValue after = new KeyValue(
                        key,
                        Bytes.of(put.value()),
                        before == null ? revision + 1 : before.createRevision(),
                        revision + 1,
                        before == null ? 1 : before.version() + 1,
                        put.lease());
                keys.put(step.key(), after);
                events.add(new WatchEvent(WatchEvent.Type.PUT, after, before));
            } else if (before != null) {
                keys.remove(step.key());
                KeyValue after = new KeyValue(key, Bytes.EMPTY, 0, revision + 1, 0, 0);
                events.add(new WatchEvent(WatchEvent.Type.DELETE, after, before));
            }
        }
        if (!events.isEmpty()) {
            revision++;
            changes.add(new WatchSignal.Change(revision, events, KeyRange.ALL));
        }
    }

    /** What is there now. */
    Seen now(String key) {
        @Nullable KeyValue there = keys.get(key);
        return there == null ? Seen.absent(key) : Seen.of(there);
    }

    /** Something else happened elsewhere. */
    void moveOn() {
        revision++;
    }

    RevisionLog log() {
        return new RevisionLog(0, List.of(), changes, revision);
    }
}
