package dev.tercet.conformance.faults.history;

import java.util.Comparator;
import java.util.List;

/**
 * What was recorded.
 *
 * @param operations by when they began
 * @param glances how the members were, as they said; empty if nobody asked them
 * @param log what really happened; {@link RevisionLog#NONE} if nobody read it
 * @param taken when the history was taken
 */
public record History(
        List<Operation> operations,
        List<WatchRecord> watches,
        List<Hold> holds,
        List<LeaseRecord> leases,
        List<FaultSpan> faults,
        List<Glance> glances,
        RevisionLog log,
        long taken) {
    public History {
        operations = operations.stream()
                .sorted(Comparator.comparingLong(Operation::began).thenComparingLong(Operation::id))
                .toList();
        watches = List.copyOf(watches);
        holds = holds.stream().sorted(Comparator.comparingLong(Hold::asked)).toList();
        leases = List.copyOf(leases);
        faults = faults.stream()
                .sorted(Comparator.comparingLong(FaultSpan::began))
                .toList();
        glances = glances.stream().sorted(Comparator.comparingLong(Glance::at)).toList();
    }

    /** One of members that nobody asked how they were. */
    public History(
            List<Operation> operations,
            List<WatchRecord> watches,
            List<Hold> holds,
            List<LeaseRecord> leases,
            List<FaultSpan> faults,
            RevisionLog log,
            long taken) {
        this(operations, watches, holds, leases, faults, List.of(), log, taken);
    }

    /** Only calls. */
    public static History of(List<Operation> operations) {
        return new History(
                operations, List.of(), List.of(), List.of(), List.of(), RevisionLog.NONE, Operation.NEVER - 1);
    }

    /** The same with another list of calls. */
    public History withOperations(List<Operation> others) {
        return new History(others, watches, holds, leases, faults, glances, log, taken);
    }

    /** The same with what the members said of themselves. */
    public History withGlances(List<Glance> others) {
        return new History(operations, watches, holds, leases, faults, others, log, taken);
    }

    /** The same with what really happened. */
    public History withLog(RevisionLog known) {
        return new History(operations, watches, holds, leases, faults, glances, known, taken);
    }
}
