package dev.tercet.conformance.faults.report;

import dev.tercet.conformance.faults.check.Violation;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Hold;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.WatchRecord;
import dev.tercet.conformance.faults.history.WatchRecord.Heard;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A page of its own, without anything from elsewhere: what happened, as bars over time, in one lane for each client and for each
 * place where a fault was. Of very many calls it shows the most interesting: those of violations, those that failed, and some of
 * the others, spread over the time; it says how many it leaves out.
 */
final class Timeline {
    private static final int BARS = 60_000;
    private static final int TEXT = 240;

    private final String title;
    private final Map<String, Long> counts;
    private final History history;
    private final List<Violation> violations;
    private final Map<String, Integer> lanes = new LinkedHashMap<>();
    private final List<String> bars = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    Timeline(String title, Map<String, Long> counts, History history, List<Violation> violations) {
        this.title = title;
        this.counts = counts;
        this.history = history;
        this.violations = violations;
    }

    String page() {
        for (FaultSpan fault : history.faults()) {
            List<String> where = lanes(fault);
            where.forEach(place -> bar("fault: " + place, fault.began(), fault.ended(), "fault", 0, fault.toString()));
        }
        history.holds().forEach(this::hold);
        history.watches().forEach(this::watch);
        operations();
        return Page.of(title, Report.found(violations), summary(), marks(), lanes.keySet(), bars, end());
    }

    private static List<String> lanes(FaultSpan fault) {
        if (fault.name().contains("-not-")) {
            // There it says why, which is no place.
            return List.of("not brought about");
        }
        return fault.where().isEmpty() ? List.of("cluster") : fault.where();
    }

    private void operations() {
        Set<Long> wanted = new HashSet<>();
        violations.forEach(violation -> wanted.addAll(violation.operations()));
        List<Operation> first = new ArrayList<>();
        List<Operation> others = new ArrayList<>();
        for (Operation each : history.operations()) {
            (wanted.contains(each.id()) || !each.isReturned() ? first : others).add(each);
        }
        add(first, wanted, "calls that failed", BARS / 2);
        add(others, wanted, "answered calls", Math.max(0, BARS - first.size()));
    }

    private void add(List<Operation> operations, Set<Long> wanted, String what, int room) {
        int size = operations.size();
        int shown = 0;
        for (int i = 0; i < size; i++) {
            Operation each = operations.get(i);
            // As many as there is room for, at equal distances.
            boolean isShown = size <= room || (long) i * room / size != (long) (i - 1) * room / size;
            if (isShown || wanted.contains(each.id())) {
                bar(each.client(), each.began(), each.ended(), kind(each), each.id(), each.toString());
                shown++;
            }
        }
        if (shown < size) {
            left.add((size - shown) + " of " + size + " " + what);
        }
    }

    private static String kind(Operation operation) {
        End end = operation.end();
        if (end instanceof End.Returned answer) {
            return operation.act().isRead() ? "read" : answer.succeeded() ? "write" : "no";
        }
        return end instanceof End.NotApplied ? "failed" : end instanceof End.Pending ? "pending" : "unknown";
    }

    private void hold(Hold hold) {
        String lane = "lock " + hold.lock() + ": " + hold.client();
        bar(lane, hold.asked(), hold.answered(), "wait", 0, hold.toString());
        if (hold.isAcquired()) {
            bar(lane, hold.answered(), hold.until(), "held", 0, hold.toString());
        }
    }

    private void watch(WatchRecord watch) {
        List<Heard> interesting = watch.heard().stream()
                .filter(heard -> !(heard.signal() instanceof WatchSignal.Change)
                        && !(heard.signal() instanceof WatchSignal.Progress))
                .toList();
        long gone = Operation.NEVER;
        for (Heard heard : interesting) {
            String lane = "watch: " + watch.client();
            if (heard.signal() instanceof WatchSignal.Interrupted) {
                gone = Math.min(gone, heard.at());
            } else {
                bar(
                        lane,
                        Math.min(gone, heard.at()),
                        heard.at(),
                        gone == Operation.NEVER ? "signal" : "wait",
                        0,
                        watch + ": " + heard.signal());
                gone = Operation.NEVER;
            }
        }
    }

    private void bar(String lane, long began, long ended, String kind, long id, String text) {
        Integer row = lanes.computeIfAbsent(lane, unknown -> lanes.size());
        String words = text.length() > TEXT ? text.substring(0, TEXT) + "..." : text;
        bars.add("[" + row + "," + micros(began) + "," + (ended == Operation.NEVER ? -1 : micros(ended)) + ",\"" + kind
                + "\"," + id + "," + Page.json(words) + "]");
    }

    private static long micros(long nanos) {
        return Math.floorDiv(nanos, 1000);
    }

    private long end() {
        long end = history.taken();
        if (end >= Operation.NEVER - 1) {
            end = history.operations().stream()
                    .mapToLong(each -> each.ended() == Operation.NEVER ? each.began() : each.ended())
                    .max()
                    .orElse(1);
        }
        return micros(end);
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>();
        counts.forEach((name, count) -> lines.add(count + " " + name));
        Report.faults(history).forEach((name, count) -> lines.add(count + " times " + name));
        Report.failures(history).forEach((name, count) -> lines.add(count + " calls " + name));
        left.forEach(words -> lines.add("left out of the picture: " + words));
        return lines;
    }

    private List<Page.Mark> marks() {
        return violations.stream()
                .map(each -> new Page.Mark(
                        each.rule(),
                        each.toString(),
                        each.at() == Operation.NEVER ? -1 : micros(each.at()),
                        each.operations()))
                .toList();
    }
}
