package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a unit of some work costs at ten and a hundred times the size, in parts of what it costs at the smallest: above one, the cost
 * grows faster than the work.
 */
final class Growth {
    private static final String LINE = "%-36s  %-10s  %8s %8s  %8s %8s  %8s %8s%n";
    private static final int TEN = 10;

    private final Results results;

    Growth(Results results) {
        this.results = results;
    }

    /** A table of what there is in three sizes, each ten times the one before; empty if there is none. */
    String render(List<Row> rows, List<Contender> contenders) {
        StringBuilder text = new StringBuilder();
        for (Row small : rows) {
            Row middle = new Row(small.work(), small.size() * TEN);
            Row large = new Row(small.work(), middle.size() * TEN);
            if (!rows.contains(middle) || !rows.contains(large)) {
                continue;
            }
            String title = small.title() + " x 10, x 100";
            for (Contender contender : contenders) {
                if (results.has(small, contender)) {
                    text.append(line(title, contender, small, middle, large));
                    title = "";
                }
            }
        }
        return text.isEmpty() ? "" : heading() + text;
    }

    private static String heading() {
        String heading = String.format(
                Locale.ROOT, LINE, "cost of one, by the size", "client", "wall", "", "CPU", "", "bytes", "");
        return heading + "-".repeat(heading.stripTrailing().length()) + '\n';
    }

    private String line(String title, Contender contender, Row small, Row middle, Row large) {
        return String.format(
                Locale.ROOT,
                LINE,
                title,
                contender.id(),
                factor(contender, small, middle, sample -> 1 / sample.opsPerSecond()),
                factor(contender, small, large, sample -> 1 / sample.opsPerSecond()),
                factor(contender, small, middle, Sample::cpuMicros),
                factor(contender, small, large, Sample::cpuMicros),
                factor(contender, small, middle, Sample::bytesPerOp),
                factor(contender, small, large, Sample::bytesPerOp));
    }

    private String factor(Contender contender, Row from, Row to, ToDoubleFunction<Sample> cost) {
        double factor = (results.median(to, contender, cost) / to.unitsPerOp())
                / (results.median(from, contender, cost) / from.unitsPerOp());
        // The system counts CPU time in steps: a short window may have none.
        return Text.ratio(factor);
    }
}
