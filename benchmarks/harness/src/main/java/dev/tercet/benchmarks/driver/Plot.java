package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Draws runs as bars: for each server two panels side by side, operations per second and CPU time for each, both relative to the base,
 * which is a line at 1.
 */
final class Plot {
    private static final double WIDTH = 900;
    private static final double LEFT = 190;
    private static final double PANEL = 300;
    private static final double GAP = 50;
    private static final double BAR = 9;
    private static final double STEP = 11;
    /** How wide a ratio is, written out. */
    private static final double FIGURE = 24;

    private static final double BETWEEN_ROWS = 14;
    private static final String SMALL = "font-size=\"10\"";
    private static final String BOLD = "font-weight=\"bold\"";

    /** Each can be told from the others, on white and on black. */
    private static final Map<Contender, String> COLOURS = Map.of(
            Contender.TERCET, "#2f81f7",
            Contender.TERCET_IO, "#2da44e",
            Contender.ETCD_JAVA, "#d29922",
            Contender.JETCD, "#db5c52");

    private static final List<String> OTHERS = List.of("#a371f7", "#39a0a8", "#bf8700", "#8b949e");

    private final Conditions conditions;
    private final List<Run> runs;
    private final Svg svg = new Svg();
    private double y = 22;

    Plot(Conditions conditions, List<Run> runs) {
        this.conditions = conditions;
        this.runs = runs;
    }

    String render() {
        String title = "Clients of etcd, relative to " + runs.get(0).base().id() + " (the line at 1)";
        svg.text(12, y, title, "font-size=\"15\" " + BOLD);
        y += 22;
        legend(runs.get(0));
        for (Run run : runs) {
            server(run);
        }
        y += 6;
        Machine machine = conditions.machine();
        svg.text(
                12,
                y,
                String.format(
                        "%s, commit %s; %d CPUs%s, %s",
                        machine.date().toString().substring(0, 10),
                        machine.sources(),
                        machine.cpus(),
                        machine.cpu().isEmpty() ? "" : ", " + machine.cpu(),
                        machine.system()),
                SMALL);
        y += 14;
        svg.text(
                12,
                y,
                String.join(
                        ", ", conditions.versions().values().stream().distinct().toList()),
                SMALL);
        return svg.render(WIDTH, y + 12, title);
    }

    private void legend(Run run) {
        double x = 12;
        for (Contender contender : compared(run)) {
            svg.bar(x, y - BAR, BAR, BAR, colour(run, contender));
            svg.text(x + 14, y, contender.id(), "");
            x += 30 + 7.0 * contender.id().length();
        }
        y += 24;
    }

    private void server(Run run) {
        svg.text(12, y, run.server() + ", JDK " + run.jdk(), BOLD);
        y += 20;
        svg.text(LEFT, y, "operations per second: more is better", SMALL);
        svg.text(LEFT + PANEL + GAP, y, "client CPU per operation: less is better", SMALL);
        y += 10;
        double top = y;
        double speedScale = scale(run, Sample::opsPerSecond);
        double cpuScale = scale(run, Sample::cpuMicros);
        for (Row row : run.rows()) {
            row(run, row, speedScale, cpuScale);
        }
        double bottom = y - BETWEEN_ROWS + 4;
        svg.line(LEFT, top, bottom, "none");
        svg.line(LEFT + PANEL + GAP, top, bottom, "none");
        svg.line(LEFT + speedScale, top, bottom, "3 2");
        svg.line(LEFT + PANEL + GAP + cpuScale, top, bottom, "3 2");
        y += 16;
    }

    private void row(Run run, Row row, double speedScale, double cpuScale) {
        double middle = y + STEP * compared(run).size() / 2;
        svg.text(12, middle, row.title(), "");
        svg.text(
                12,
                middle + 12,
                run.base().id() + " "
                        + Text.whole(run.results().median(row, run.base(), Sample::opsPerSecond)) + "/s, "
                        + Text.few(run.results().median(row, run.base(), Sample::cpuMicros)) + " µs",
                SMALL);
        for (Contender contender : compared(run)) {
            String colour = colour(run, contender);
            bar(LEFT, run.toBase(row, contender, Sample::opsPerSecond), speedScale, colour);
            bar(LEFT + PANEL + GAP, run.toBase(row, contender, Sample::cpuMicros), cpuScale, colour);
            y += STEP;
        }
        y += BETWEEN_ROWS;
    }

    private void bar(double x, double ratio, double scale, String colour) {
        if (Double.isFinite(ratio)) {
            svg.bar(x + 1, y, Math.max(1, ratio * scale - 1), BAR, colour);
            svg.text(besideLine(x + ratio * scale + 4, x + scale), y + BAR - 1, Text.ratio(ratio), SMALL);
        } else {
            svg.text(x + 4, y + BAR - 1, "-", SMALL);
        }
    }

    /** Where a figure can be read that would have the line at 1 through it. */
    private static double besideLine(double x, double line) {
        return x <= line + 2 && line <= x + FIGURE ? line + 4 : x;
    }

    private static List<Contender> compared(Run run) {
        return run.contenders().stream().filter(each -> each != run.base()).toList();
    }

    private static String colour(Run run, Contender contender) {
        String known = COLOURS.get(contender);
        return known != null ? known : OTHERS.get(compared(run).indexOf(contender) % OTHERS.size());
    }

    /** How long a ratio of one is, so that the longest bar and its figure fit. */
    private static double scale(Run run, ToDoubleFunction<Sample> figure) {
        double most = run.rows().stream()
                .flatMapToDouble(
                        row -> compared(run).stream().mapToDouble(contender -> run.toBase(row, contender, figure)))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return PANEL / Math.max(1.1, most);
    }
}
