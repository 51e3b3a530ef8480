package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When which revision was, as far as the answered calls tell: no clock of a server is asked. */
final class Dates {
    /** By revision, the earliest end of a call that was answered at it or later. */
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /** By the time of their begin, the highest revision that there can have been by then. */
    private final TreeMap<Long, Long> limits = new TreeMap<>();

    private record Point(long began, long ended, long revision, boolean wrote, boolean isOld) {}

    Dates(History history) {
        List<Point> points = history.operations().stream()
                .filter(each -> each.end() instanceof Returned answer && answer.revision() > 0)
                .map(Dates::point)
                .toList();
        long end = Operation.NEVER;
        for (Point point : points.stream()
                .sorted(Comparator.comparingLong(Point::revision).reversed())
                .toList()) {
            end = Math.min(end, point.ended);
            ends.put(point.revision, end);
        }
        long limit = Operation.NEVER;
        for (Point point : points.stream()
                .filter(each -> !each.isOld)
                .sorted(Comparator.comparingLong(Point::began).reversed())
                .toList()) {
            limit = Math.min(limit, point.wrote ? point.revision - 1 : point.revision);
            limits.put(point.began, limit);
        }
    }

    private static Point point(Operation operation) {
        Returned answer = (Returned) operation.end();
        return new Point(
                operation.began(),
                operation.ended(),
                answer.revision(),
                Entry.returned(operation, answer).surelyWrote(),
                operation.act() instanceof Act.Get get && get.serializable());
    }

    /** By when at the latest there was this revision; {@link Operation#NEVER} if nobody knows. */
    long byWhen(long revision) {
        Map.Entry<Long, Long> known = ends.ceilingEntry(revision);
        return known == null ? Operation.NEVER : known.getValue();
    }

    /** The highest revision that there can have been at this time; {@link Operation#NEVER} if nobody knows. */
    long atMost(long time) {
        Map.Entry<Long, Long> known = limits.ceilingEntry(time);
        return known == null ? Operation.NEVER : known.getValue();
    }
}
