package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether revisions go with time: what began after another call had ended has a higher revision if it wrote, and not a lower one if
 * it read, across all keys. With a log, which says where unknown writes went, and with answers true to it, this is linearizability
 * again, by another way.
 */
final class TimeOrder {
    private record Point(Operation operation, long ended, long revision, boolean wrote, boolean isOld) {}

    private final List<Point> points = new ArrayList<>();

    private TimeOrder(History history) {
        Map<Values.Written, Long> found = new HashMap<>();
        new Past(history.log())
                .events()
                .forEach((revision, events) -> events.stream()
                        .filter(WatchEvent::isPut)
                        .forEach(event ->
                                found.putIfAbsent(new Values.Written(event.keyText(), event.valueText()), revision)));
        Values values = Values.of(history.operations());
        for (Operation operation : history.operations()) {
            Point point = point(operation, found, values);
            if (point != null) {
                points.add(point);
            }
        }
    }

    private static @Nullable Point point(Operation operation, Map<Values.Written, Long> found, Values values) {
        if (operation.end() instanceof Returned answer) {
            boolean isOld = operation.act() instanceof Act.Get get && get.serializable();
            boolean wrote = Entry.returned(operation, answer).surelyWrote();
            return answer.revision() == 0
                    ? null
                    : new Point(operation, operation.ended(), answer.revision(), wrote, isOld);
        }
        for (Act.Put put : Values.puts(operation.act())) {
            Long revision = found.get(new Values.Written(put.key(), put.value()));
            if (revision != null && values.writer(put.key(), put.value()) != null) {
                return new Point(operation, Operation.NEVER, revision, true, false);
            }
        }
        return null;
    }

    static List<Violation> of(History history) {
        return new TimeOrder(history).violations();
    }

    private List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        List<Point> ends =
                points.stream().sorted(Comparator.comparingLong(Point::ended)).toList();
        List<Point> begins = points.stream()
                .sorted(Comparator.comparingLong(point -> point.operation.began()))
                .toList();
        Point highest = null;
        int next = 0;
        for (Point point : begins) {
            while (next < ends.size() && ends.get(next).ended < point.operation.began()) {
                Point ended = ends.get(next++);
                highest = highest == null || ended.revision > highest.revision ? ended : highest;
            }
            if (highest != null
                    && !point.isOld
                    && (point.wrote ? point.revision <= highest.revision : point.revision < highest.revision)) {
                violations.add(Violation.of(
                        "time order",
                        highest.operation,
                        point.operation,
                        "the second began after the first had ended, and is of revision " + point.revision));
            }
        }
        return violations;
    }
}
