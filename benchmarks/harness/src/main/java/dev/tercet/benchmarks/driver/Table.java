package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Lays the results out in columns. */
final class Table {
    private static final String HEADING = "%-26s  %-10s  %9s %8s %6s  %9s %8s  %11s %8s  %7s%n";

    private final Results results;
    private final Contender base;

    /** With ratios to what {@code base} did. */
    Table(Results results, Contender base) {
        this.results = results;
        this.base = base;
    }

    String render(List<Row> rows, List<Contender> contenders) {
        String compared = "x " + base.id();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                HEADING,
                "",
                "client",
                "ops/s",
                compared,
                "+-",
                "CPU us/op",
                compared,
                "bytes/op",
                compared,
                "trips"));
        text.append("-".repeat(text.length() - 1)).append('\n');
        for (Row row : rows) {
            text.append(row == rows.get(0) ? "" : "\n");
            String title = row.title();
            for (Contender contender : contenders) {
                if (results.has(row, contender)) {
                    text.append(line(title, row, contender));
                    title = "";
                }
            }
        }
        return text.toString();
    }

    private String line(String title, Row row, Contender contender) {
        ToDoubleFunction<Sample> speed = Sample::opsPerSecond;
        ToDoubleFunction<Sample> cpu = Sample::cpuMicros;
        ToDoubleFunction<Sample> bytes = Sample::bytesPerOp;
        return String.format(
                Locale.ROOT,
                HEADING,
                title,
                contender.id(),
                number("%,.0f", results.median(row, contender, speed)),
                ratio(row, contender, speed),
                number("%.0f%%", results.spread(row, contender, speed) * 100),
                micros(results.median(row, contender, cpu)),
                ratio(row, contender, cpu),
                number("%,.0f", results.median(row, contender, bytes)),
                ratio(row, contender, bytes),
                trips(results.trips(row, contender)));
    }

    private String ratio(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        double bare = results.median(row, base, figure);
        // The system counts CPU time in steps: a short window may have none.
        return bare == 0 ? "-" : number("%.2f", results.median(row, contender, figure) / bare);
    }

    private static String trips(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    // An event costs a fraction of a microsecond, a range a thousand.
    private static String micros(double value) {
        return number(value < 10 ? "%.2f" : "%,.1f", value);
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "failed";
    }
}
