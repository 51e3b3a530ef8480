package dev.tercet.conformance.faults.report;

import dev.tercet.conformance.faults.check.Violation;
import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Hold;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.watch.WatchSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells what was done and what was found. */
public final class Report {
    private Report() {}

    /**
     * Writes {@code name.txt} and {@code name.html}, in place of those that may be there.
     *
     * @param title for people: the scenario, the seed and the version
     * @param counts what there was, with what only the scenario knows
     * @return the page
     */
    public static Path write(
            Path folder,
            String name,
            String title,
            Map<String, Long> counts,
            History history,
            List<Violation> violations)
            throws IOException {
        Files.writeString(folder.resolve(name + ".txt"), text(title, counts, history, violations));
        return Files.writeString(
                folder.resolve(name + ".html"), new Timeline(title, counts, history, violations).page());
    }

    /** What a scenario answers. */
    public static Findings findings(History history, List<Violation> violations) {
        Map<Boolean, List<String>> told = violations.stream()
                .collect(Collectors.partitioningBy(
                        Report::isOpen, Collectors.mapping(Violation::toString, Collectors.toList())));
        return new Findings(counts(history), told.get(false), told.get(true));
    }

    /** Whether nobody knows. */
    static boolean isOpen(Violation violation) {
        return violation.rule().equals(Violation.UNDECIDED);
    }

    /** In a few words, how much was found. */
    static String found(List<Violation> violations) {
        long open = violations.stream().filter(Report::isOpen).count();
        long wrong = violations.size() - open;
        return (wrong == 0 ? "No violation" : wrong + (wrong == 1 ? " violation" : " violations"))
                + (open == 0 ? "." : ", and " + open + " undecided.");
    }

    /** How much there was of what. */
    public static Map<String, Long> counts(History history) {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<Operation> operations = history.operations();
        counts.put("operations", (long) operations.size());
        counts.put("answered", count(operations, Operation::isReturned));
        counts.put("not applied", count(operations, each -> each.end() instanceof End.NotApplied));
        counts.put("unknown outcomes", count(operations, each -> each.end() instanceof End.Unknown));
        counts.put("pending", count(operations, each -> each.end() instanceof End.Pending));
        counts.put("reads", count(operations, each -> each.act().isRead()));
        counts.put("compare-and-swaps", count(operations, each -> each.act() instanceof Act.CompareAndSwap));
        counts.put("transactions", count(operations, each -> each.act() instanceof Act.Txn));
        counts.put("watches", (long) history.watches().size());
        counts.put("watched changes", signals(history, WatchSignal.Change.class));
        counts.put("watches interrupted", signals(history, WatchSignal.Interrupted.class));
        counts.put("leases", (long) history.leases().size());
        counts.put("lock requests", (long) history.holds().size());
        counts.put("locks held", count(history.holds(), Hold::isAcquired));
        counts.put("losses signalled", losses(history));
        counts.put("faults", (long) history.faults().size());
        return counts;
    }

    private static <T> long count(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    /** Of leases, and of locks that hung on one, while somebody wanted them; not of locks whose time was over. */
    private static long losses(History history) {
        return count(history.leases(), each -> each.lost() < Math.min(each.leftAlone(), each.revoking()))
                + count(history.holds(), each -> each.lost() < each.releasing() && each.leaseEnds() == Operation.NEVER);
    }

    private static long signals(History history, Class<?> type) {
        return history.watches().stream()
                .flatMap(watch -> watch.heard().stream())
                .filter(heard -> type.isInstance(heard.signal()))
                .count();
    }

    /** How often each fault. */
    static Map<String, Long> faults(History history) {
        Map<String, Long> faults = new TreeMap<>();
        for (FaultSpan fault : history.faults()) {
            faults.merge(fault.name(), 1L, Long::sum);
        }
        return faults;
    }

    /** How often each failure. */
    static Map<String, Long> failures(History history) {
        Map<String, Long> failures = new TreeMap<>();
        for (Operation operation : history.operations()) {
            if (!operation.isReturned()) {
                failures.merge(operation.end().toString(), 1L, Long::sum);
            }
        }
        return failures;
    }

    /** The summary. */
    static String text(String title, Map<String, Long> counts, History history, List<Violation> violations) {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        lines(text, counts);
        section(text, "Faults", faults(history));
        section(text, "Calls that failed", failures(history));
        text.append('\n').append(found(violations));
        for (int i = 0; i < violations.size(); i++) {
            text.append("\n\n").append(i + 1).append(". ").append(violations.get(i));
        }
        return text.append('\n').toString();
    }

    private static void section(StringBuilder text, String name, Map<String, Long> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(name).append('\n');
            lines(text, lines);
        }
    }

    private static void lines(StringBuilder text, Map<String, Long> lines) {
        lines.forEach((name, count) -> text.append(String.format("  %9d  %s%n", count, name)));
    }
}
