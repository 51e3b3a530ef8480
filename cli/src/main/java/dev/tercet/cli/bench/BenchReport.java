package dev.tercet.cli.bench;

import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param work what was done
 * @param total how many were wanted
 * @param result what it came to
 */
record BenchReport(String work, long total, Load.Result result) implements Report {
    private static final String BARS = " ▁▂▃▄▅▆▇█";
    private static final int COLUMNS = 48;
    private static final double[] PARTS = {0.5, 0.9, 0.95, 0.99, 0.999};
    private static final String[] NAMES = {"p50", "p90", "p95", "p99", "p99.9"};

    @Override
    public void simple(Page page) {
        CallTally tally = result.tally();
        Histogram times = tally.times();
        page.line(String.format(
                Locale.ROOT,
                "%s: %d of %d done in %.2f s, %.0f a second",
                work,
                times.count(),
                total,
                result.nanos() / 1e9,
                result.rate()));
        if (times.count() > 0) {
            StringBuilder line = new StringBuilder("time: mean ").append(shown((long) times.mean()));
            for (int i = 0; i < PARTS.length; i++) {
                line.append(", ").append(NAMES[i]).append(' ').append(shown(times.quantile(PARTS[i])));
            }
            page.line(line.toString());
            page.line(shown(times.least()) + " |" + bars(times) + "| " + shown(times.greatest()));
        }
        if (tally.failed() > 0) {
            page.line("failed: " + tally.failed() + ", of which " + tally.unknown() + " may have been applied");
            tally.failures().forEach((kind, count) -> page.line("  " + count + " x " + kind));
        }
    }

    /** Three digits, since it is not known better. */
    private static String shown(long nanos) {
        long unit = 1;
        while (nanos / unit >= 1000) {
            unit *= 10;
        }
        return GoText.duration(Duration.ofNanos((nanos + unit / 2) / unit * unit));
    }

    private static String bars(Histogram times) {
        long[] bars = times.bars(COLUMNS);
        long most = Arrays.stream(bars).max().orElse(1);
        StringBuilder line = new StringBuilder();
        for (long bar : bars) {
            // What there is is seen, however little it is.
            line.append(BARS.charAt((int) ((bar * (BARS.length() - 1) + most - 1) / most)));
        }
        return line.toString();
    }

    @Override
    public Object json(boolean hex) {
        Members members = new Members();
        row().cells().forEach(members::always);
        return members.always("failures", result.tally().failures()).map();
    }

    @Override
    public List<Row> rows() {
        return List.of(row());
    }

    private Row row() {
        Histogram times = result.tally().times();
        Row row = Row.empty()
                .with("work", work)
                .with("total", total)
                .with("done", times.count())
                .with("failed", result.tally().failed())
                .with("unknown", result.tally().unknown())
                .with("nanos", result.nanos())
                .with("rate", String.format(Locale.ROOT, "%.1f", result.rate()))
                .with("mean_nanos", (long) times.mean())
                .with("min_nanos", times.least())
                .with("max_nanos", times.greatest());
        for (int i = 0; i < PARTS.length; i++) {
            row = row.with(NAMES[i].replace('.', '_') + "_nanos", times.quantile(PARTS[i]));
        }
        return row;
    }
}
