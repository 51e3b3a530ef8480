package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Few calls that alone cannot be put in order, out of many that cannot.
 *
 * <p>A read is just left out. A write is left out only if nothing can be put in order whether it was done or not; otherwise there
 * would be faults that were none, such as a read of its value. So what is left is a fault of the whole, too.
 */
final class Reduction {
    private static final long STEPS = 30_000;

    private final Effort effort;
    /** Left out, if reads; otherwise done or not done. */
    private List<Operation> perhaps = new ArrayList<>();

    private List<Operation> kept;

    private Reduction(List<Operation> kept, Effort effort) {
        this.kept = kept;
        this.effort = effort;
    }

    /**
     * A part that fails.
     *
     * @param operations one group's
     * @param until no order goes beyond what had ended by then
     * @return empty if the calls alone do not show the fault, or if that could not be found out in time
     */
    static List<Operation> of(List<Operation> operations, long until, Effort effort) {
        List<Operation> begun = new ArrayList<>(
                operations.stream().filter(each -> each.began() <= until).toList());
        Reduction reduction = new Reduction(begun, effort);
        if (!reduction.fails(begun, List.of(), Long.MAX_VALUE)) {
            return List.of();
        }
        reduction.reduce();
        return reduction.shown();
    }

    private void reduce() {
        for (int size = Math.max(1, kept.size() / 2); !effort.isLate(); size = size / 2) {
            for (int from = 0; from < kept.size() && !effort.isLate(); ) {
                int to = Math.min(kept.size(), from + size);
                List<Operation> rest = new ArrayList<>(kept.subList(0, from));
                rest.addAll(kept.subList(to, kept.size()));
                List<Operation> more = new ArrayList<>(perhaps);
                kept.subList(from, to).stream()
                        .filter(each -> !each.act().isRead())
                        .forEach(more::add);
                if (!rest.isEmpty() && fails(rest, more, STEPS)) {
                    kept = rest;
                    perhaps = more;
                } else {
                    from = to;
                }
            }
            if (size == 1) {
                return;
            }
        }
    }

    /** The calls that are left, and who wrote what they saw, for those who want to understand. */
    private List<Operation> shown() {
        Values values = Values.of(kept, perhaps);
        Set<Operation> shown = new HashSet<>(kept);
        values.sights()
                .forEach(sight -> shown.addAll(
                        values.writers(sight.written().key(), sight.written().value())));
        return shown.stream()
                .sorted(Comparator.comparingLong(Operation::began).thenComparingLong(Operation::id))
                .toList();
    }

    private boolean fails(List<Operation> surely, List<Operation> possibly, long steps) {
        Values values = Values.of(surely, possibly);
        Resolution resolution = new Resolution(values, surely, RevisionLog.NONE);
        List<Entry> entries = resolution.entries(surely);
        for (Operation each : possibly) {
            if (each.end() instanceof Returned answer) {
                entries.addAll(weakened(each, answer, values));
            } else {
                entries.addAll(resolution.entries(List.of(each)));
            }
        }
        return Linearizability.search(entries, values, effort.atMost(steps)).run() == Search.Result.NONE;
    }

    private static List<Entry> weakened(Operation operation, Returned answer, Values values) {
        Act act = operation.act();
        List<Entry> entries = new ArrayList<>(1);
        boolean isPlain = act instanceof Act.Delete
                || (act instanceof Act.Put put && put.lease() == 0 && !values.matters(put.value()));
        // What is known of the others keeps the search from trying each of them everywhere.
        entries.add(
                isPlain
                        ? Entry.open(operation)
                        : new Entry(operation, operation.began(), Operation.NEVER, false, answer, null));
        Values.puts(act).stream()
                .filter(put -> put.lease() != 0)
                .forEach(put -> entries.add(Entry.expiry(operation, put)));
        return entries;
    }
}
