package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.List;
import java.util.Map;

/**
 * Draws runs as bars: for each server two panels side by side, operations per second and CPU time for each, both relative to the base,
 * which is a line at 1 from which bars go right for more and left for less. Work at the pace of a clock has no bar for its speed.
 */
final class Plot {
    private static final double WIDTH = 900;
    private static final double LEFT = 190;
    private static final double PANEL = 300;
    private static final double GAP = 50;
    private static final double BAR = 9;
    private static final double STEP = 11;
    /** How wide a ratio is, written out. */
    private static final double FIGURE = 30;

    private static final double BETWEEN_ROWS = 14;
    private static final String SMALL = "font-size=\"10\"";
    private static final String BOLD = "font-weight=\"bold\"";
    private static final String MIDDLE = " text-anchor=\"middle\"";
    private static final String END = " text-anchor=\"end\"";

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
        RatioAxis speed = axis(LEFT, run, Plot::speed);
        RatioAxis cpu = axis(LEFT + PANEL + GAP, run, Plot::cpu);
        double bottom = top + run.rows().size() * (STEP * compared(run).size() + BETWEEN_ROWS) - BETWEEN_ROWS + 4;
        grid(speed, top, bottom);
        grid(cpu, top, bottom);
        for (Row row : run.rows()) {
            row(run, row, speed, cpu);
        }
        y += 24;
    }

    private void grid(RatioAxis axis, double top, double bottom) {
        for (double tick : axis.ticks()) {
            svg.line(axis.at(tick), top, bottom, tick == 1 ? "none" : "1 4");
            String label = tick < 1 ? "1/" + Math.round(1 / tick) : String.valueOf(Math.round(tick));
            svg.text(axis.at(tick), bottom + 12, label, SMALL + MIDDLE);
        }
    }

    private static double speed(Run run, Row row, Contender contender) {
        return row.isPaced() ? Double.NaN : run.toBase(row, contender, Sample::opsPerSecond);
    }

    private static double cpu(Run run, Row row, Contender contender) {
        return run.toBase(row, contender, Sample::cpuMicros);
    }

    private interface Ratio {
        double of(Run run, Row row, Contender contender);
    }

    private void row(Run run, Row row, RatioAxis speed, RatioAxis cpu) {
        double middle = y + STEP * compared(run).size() / 2;
        svg.text(12, middle, row.title(), "");
        svg.text(
                12,
                middle + 12,
                run.base().id() + " "
                        + Text.whole(run.results().median(row, run.base(), Sample::opsPerSecond)) + "/s, "
                        + Text.few(run.results().median(row, run.base(), Sample::cpuMicros)) + " µs",
                SMALL);
        if (row.isPaced()) {
            svg.text(speed.at(1) - 4, middle, "at the pace of a clock", SMALL + END);
        }
        for (Contender contender : compared(run)) {
            String colour = colour(run, contender);
            if (!row.isPaced()) {
                bar(speed, speed(run, row, contender), colour);
            }
            bar(cpu, cpu(run, row, contender), colour);
            y += STEP;
        }
        y += BETWEEN_ROWS;
    }

    private void bar(RatioAxis axis, double ratio, String colour) {
        double one = axis.at(1);
        if (!RatioAxis.isKnown(ratio)) {
            svg.text(one + 4, y + BAR - 1, "-", SMALL);
            return;
        }
        double end = axis.at(ratio);
        svg.bar(Math.min(one, end), y, Math.max(1, Math.abs(end - one)), BAR, colour);
        String style = SMALL + (axis.isBeyond(ratio) ? " " + BOLD : "");
        if (ratio < 1) {
            svg.text(end - 4, y + BAR - 1, Text.ratio(ratio), style + END);
        } else {
            svg.text(end + 4, y + BAR - 1, Text.ratio(ratio), style);
        }
    }

    private static List<Contender> compared(Run run) {
        return run.contenders().stream().filter(each -> each != run.base()).toList();
    }

    private static String colour(Run run, Contender contender) {
        String known = COLOURS.get(contender);
        return known != null ? known : OTHERS.get(compared(run).indexOf(contender) % OTHERS.size());
    }

    /** Of all ratios of the run, with room for a figure at both ends. */
    private static RatioAxis axis(double x, Run run, Ratio ratio) {
        return RatioAxis.of(
                x + FIGURE,
                x + PANEL - FIGURE,
                run.rows().stream()
                        .flatMapToDouble(
                                row -> compared(run).stream().mapToDouble(contender -> ratio.of(run, row, contender))));
    }
}
