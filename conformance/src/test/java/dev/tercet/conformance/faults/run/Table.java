package dev.tercet.conformance.faults.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of all turns, in columns. */
final class Table {
    private static final String UNDECIDED = "undecided";
    private static final String VIOLATIONS = "violations";
    private static final List<String> COUNTS =
            List.of("operations", "faults", "faults not applied", "unknown outcomes");

    /** Of what a scenario does not count, which is not the same as none of it. */
    private static final String NO_COUNT = "-";

    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, Long> sums = new HashMap<>();
    private Duration time = Duration.ZERO;

    Table() {
        List<String> head = new ArrayList<>(List.of("scenario", "etcd", "seconds"));
        head.addAll(COUNTS);
        head.add(UNDECIDED);
        head.add(VIOLATIONS);
        rows.add(head);
    }

    void add(Turn turn, Duration took, Findings findings) {
        Map<String, Long> figures = new HashMap<>(findings.counts());
        figures.keySet().retainAll(COUNTS);
        figures.put(UNDECIDED, (long) findings.undecided().size());
        figures.put(VIOLATIONS, (long) findings.violations().size());
        figures.forEach((name, figure) -> sums.merge(name, figure, Long::sum));
        time = time.plus(took);
        rows.add(row(turn.scenario().name(), turn.version().orElse(NO_COUNT), took, figures));
    }

    void addNotRun(Turn turn) {
        rows.add(List.of(turn.scenario().name(), turn.version().orElse(NO_COUNT), "not run"));
    }

    /** All rows, and their sums. */
    String render() {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(row("together", "", time, sums));
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int width = width(all, column);
                String format = column < 2 ? "%-" + width + "s  " : "%" + width + "s  ";
                line.append(String.format(Locale.ROOT, format, row.get(column)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** What a scenario counted besides what has a column. */
    static String others(Findings findings) {
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, Long> count : findings.counts().entrySet()) {
            if (!COUNTS.contains(count.getKey()) && count.getValue() > 0) {
                others.add(count.getKey() + " " + count.getValue());
            }
        }
        return String.join(", ", others);
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(1);
    }

    private List<String> row(String name, String version, Duration took, Map<String, Long> figures) {
        List<String> row = new ArrayList<>(List.of(name, version, Long.toString(took.toSeconds())));
        for (String column : rows.get(0).subList(row.size(), rows.get(0).size())) {
            row.add(figures.containsKey(column) ? Long.toString(figures.get(column)) : NO_COUNT);
        }
        return row;
    }
}
