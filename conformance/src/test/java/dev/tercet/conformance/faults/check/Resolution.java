package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What calls of unknown outcome did, as far as others saw it: a value that was seen was written, by the one call that may have. If
 * the log is whole, what is not in it was not done.
 */
final class Resolution {
    private final Values values;
    private final boolean isWhole;
    /** Keys that went, and no answered call has surely deleted them. */
    private final Set<String> vanished = new HashSet<>();

    Resolution(Values values, List<Operation> operations, RevisionLog log) {
        this.values = values;
        Set<Long> answered = new HashSet<>();
        long newest = 0;
        for (Operation operation : operations) {
            if (operation.end() instanceof Returned answer) {
                newest = Math.max(newest, answer.revision());
                // One that changed nothing is told a revision that another made.
                if (Entry.returned(operation, answer).surelyWrote()) {
                    answered.add(answer.revision());
                }
            }
        }
        isWhole = log.isThere() && log.floor() == 0 && log.upTo() >= newest;
        for (WatchSignal.Change change : log.changes()) {
            if (!answered.contains(change.revision())) {
                change.events().stream().filter(WatchEvent::isDelete).forEach(event -> vanished.add(event.keyText()));
            }
        }
    }

    /** What the search is to put in order. */
    List<Entry> entries(List<Operation> operations) {
        List<Entry> entries = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            Entry entry = entry(operation);
            if (entry != null) {
                entries.add(entry);
                addExpiries(entries, operation);
            }
        }
        return entries;
    }

    private void addExpiries(List<Entry> entries, Operation operation) {
        for (Act.Put put : Values.puts(operation.act())) {
            if (put.lease() != 0 && mayVanish(put.key())) {
                entries.add(Entry.expiry(operation, put));
            }
        }
    }

    private boolean mayVanish(String key) {
        return !isWhole || vanished.contains(key);
    }

    private @Nullable Entry entry(Operation operation) {
        if (operation.end() instanceof Returned answer) {
            boolean isOld = operation.act() instanceof Act.Get get && get.serializable();
            return isOld ? null : Entry.returned(operation, answer);
        }
        if (operation.act().isRead() || operation.end() instanceof End.NotApplied) {
            return null;
        }
        if (operation.act() instanceof Act.Txn txn) {
            Entry then = resolved(operation, Values.puts(txn.then()), true);
            Entry resolved = then == null ? resolved(operation, Values.puts(txn.orElse()), false) : then;
            return resolved == null && isImpossible(txn.then()) && isImpossible(txn.orElse())
                    ? null
                    : open(operation, resolved);
        }
        if (operation.act() instanceof Act.Delete delete) {
            return mayVanish(delete.key()) ? Entry.open(operation) : null;
        }
        Entry resolved = resolved(operation, Values.puts(operation.act()), true);
        return resolved == null && isImpossible(List.<Act.Step>copyOf(Values.puts(operation.act())))
                ? null
                : open(operation, resolved);
    }

    private static Entry open(Operation operation, @Nullable Entry resolved) {
        return resolved == null ? Entry.open(operation) : resolved;
    }

    private @Nullable Entry resolved(Operation operation, List<Act.Put> puts, boolean succeeded) {
        for (Act.Put put : puts) {
            Values.Sight sight = values.sight(put.key(), put.value()).orElse(null);
            if (sight != null && values.writer(put.key(), put.value()) != null) {
                Returned answer = new Returned(sight.modRevision(), succeeded, List.of());
                return new Entry(
                        operation, operation.began(), Math.max(operation.began(), sight.at()), true, answer, null);
            }
        }
        return null;
    }

    /** The whole log knows nothing of what these steps would have done. */
    private boolean isImpossible(List<Act.Step> steps) {
        if (!isWhole) {
            return false;
        }
        boolean changesNothing = true;
        for (Act.Step step : steps) {
            if (step instanceof Act.Put put
                    && values.sight(put.key(), put.value()).isEmpty()) {
                return true;
            }
            changesNothing &= step.isRead() || (step instanceof Act.Delete delete && !mayVanish(delete.key()));
        }
        return changesNothing;
    }
}
