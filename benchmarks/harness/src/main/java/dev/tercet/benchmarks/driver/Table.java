package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Lays a run out in columns: each figure with its ratios to the base and to the best of the peers, speed and CPU also to the client for Go. */
final class Table {
    private static final String LINE = "%-26s  %-11s  ";
    private static final String FIGURE = "%10s %8s";
    private static final double NOISE = 0.3;

    private final Run run;
    private final Results results;

    Table(Run run) {
        this.run = run;
        results = run.results();
    }

    String render() {
        StringBuilder text = new StringBuilder(heading());
        text.append('\n').append("-".repeat(text.length() - 1)).append('\n');
        for (Row row : run.rows()) {
            text.append(row == run.rows().get(0) ? "" : "\n");
            String title = row.title();
            for (Contender contender : run.contenders()) {
                Optional<String> line = line(row, contender);
                if (line.isPresent()) {
                    text.append((String.format(LINE, title, contender.id()) + line.get()).stripTrailing())
                            .append('\n');
                    title = "";
                }
            }
        }
        return text.append(warning()).toString();
    }

    /** A ratio to a base that is not steady says little. */
    private String warning() {
        String noisy = Usage.rowIds(run.rows().stream()
                .filter(row -> results.spread(row, run.base(), Sample::opsPerSecond) > NOISE)
                .toList());
        return noisy.isEmpty()
                ? ""
                : "warning: " + run.base().id() + " differs by more than "
                        + Text.number("%.0f%%", NOISE * 100) + " in " + noisy
                        + ": something else went on here, or the rounds were too short\n";
    }

    private String heading() {
        List<String> parts = new ArrayList<>();
        for (String figure : List.of("ops/s", "CPU us/op", "bytes/op")) {
            String columns = String.format(FIGURE, figure, "x " + run.base().id());
            parts.add(columns
                    + (run.hasPeers() ? "  x peer" : "")
                    + (run.hasGo() && !figure.equals("bytes/op") ? "   x go" : "")
                    + (figure.equals("ops/s") ? "    +-" : ""));
        }
        return String.format(LINE, "", "client") + String.join("  ", parts) + "  more";
    }

    private Optional<String> line(Row row, Contender contender) {
        Optional<String> missing = results.missing(row, contender);
        if (missing.isPresent()) {
            return Optional.of("none: " + missing.get());
        }
        if (!results.has(row, contender)) {
            return Optional.empty();
        }
        int failures = results.failures(row, contender).size();
        if (Double.isNaN(results.median(row, contender, Sample::opsPerSecond))) {
            return Optional.of(String.format("%10s", "failed"));
        }
        return Optional.of(speed(row, contender)
                + "  "
                + cost(row, contender, Sample::cpuMicros, Text.few(results.median(row, contender, Sample::cpuMicros)))
                + toGo(row, contender, Sample::cpuMicros)
                + "  "
                + cost(
                        row,
                        contender,
                        Sample::bytesPerOp,
                        Text.whole(results.median(row, contender, Sample::bytesPerOp)))
                + "  "
                + more(row, contender)
                + (failures == 0 ? "" : "turns that failed: " + failures));
    }

    private String speed(Row row, Contender contender) {
        ToDoubleFunction<Sample> speed = Sample::opsPerSecond;
        return String.format(
                        FIGURE,
                        Text.whole(results.median(row, contender, speed)),
                        Text.ratio(run.toBase(row, contender, speed)))
                + toPeer(row, contender, speed, true)
                + toGo(row, contender, speed)
                + String.format("%6s", Text.number("%.0f%%", results.spread(row, contender, speed) * 100));
    }

    private String cost(Row row, Contender contender, ToDoubleFunction<Sample> figure, String median) {
        return String.format(FIGURE, median, Text.ratio(run.toBase(row, contender, figure)))
                + toPeer(row, contender, figure, false);
    }

    private String toPeer(Row row, Contender contender, ToDoubleFunction<Sample> figure, boolean moreIsBetter) {
        return run.hasPeers() ? String.format("%8s", Text.ratio(run.toPeer(row, contender, figure, moreIsBetter))) : "";
    }

    private String toGo(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        return run.hasGo() ? String.format("%7s", Text.ratio(run.toGo(row, contender, figure))) : "";
    }

    /** What only some rows have, each with its ratio to the base. */
    private String more(Row row, Contender contender) {
        StringBuilder text = new StringBuilder();
        double trips = results.trips(row, contender);
        if (!Double.isNaN(trips)) {
            text.append("trips ").append(Text.ratio(trips)).append("  ");
        }
        for (String name : results.figures(row, contender)) {
            ToDoubleFunction<Sample> figure = sample -> sample.figure(name);
            text.append(String.format(
                    "%-13s %-8s",
                    name + " " + Text.few(results.median(row, contender, figure)),
                    "(" + Text.ratio(run.toBase(row, contender, figure)) + ")"));
        }
        return text.toString();
    }
}
