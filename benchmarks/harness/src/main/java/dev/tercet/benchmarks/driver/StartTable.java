package dev.tercet.benchmarks.driver;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Lays out what first puts cost, medians with their ratios to the bare stubs, to the best of the peers and to jetcd. */
final class StartTable {
    private static final String LINE = "%-11s  %7s %13s %6s %6s %7s  %8s %8s  %6s %6s %6s %7s  %7s  %6s %7s  %4s %5s%n";

    private final Machine machine;
    private final List<Row> rows;
    private final List<Double> gets;

    /** Of these, and of so many seconds that the command took, on this machine. */
    StartTable(Machine machine, List<Row> rows, List<Double> gets) {
        this.machine = machine;
        this.rows = rows;
        this.gets = gets;
    }

    /**
     * What is known of one client.
     *
     * @param classes how many are loaded until the first reply
     * @param libraries the size of each, in bytes
     */
    record Row(Contender contender, List<FirstPut> puts, long classes, List<Long> libraries) {
        double median(ToDoubleFunction<FirstPut> figure) {
            return Median.of(puts.stream().mapToDouble(figure));
        }
    }

    String render() {
        StringBuilder text = new StringBuilder(machine.render())
                .append(String.format("""
                %s of a JVM with default settings, against the stub server
                wall: from its start until the first put is done; client: of that, from the making of the client

                """, gets.size() == 1 ? "one start" : "medians of " + gets.size() + " starts"));
        String heading = String.format(
                LINE,
                "client",
                "wall s",
                "range",
                "x bare",
                "x peer",
                "x jetcd",
                "client s",
                "2nd ms",
                "CPU s",
                "x bare",
                "x peer",
                "x jetcd",
                "classes",
                "RSS MB",
                "threads",
                "jars",
                "MB");
        text.append(heading).append("-".repeat(heading.length() - 1)).append('\n');
        for (Row row : rows) {
            text.append(line(row));
        }
        text.append(String.format(
                Locale.ROOT,
                "%ntercet get, the installed command from its start to its end: %.3f s (%s)%n",
                Median.of(gets.stream().mapToDouble(Double::doubleValue)),
                range(gets.stream().mapToDouble(Double::doubleValue))));
        return text.toString();
    }

    private String line(Row row) {
        return String.format(
                Locale.ROOT,
                LINE,
                row.contender().id(),
                Text.number("%.3f", row.median(FirstPut::wall)),
                range(row.puts().stream().mapToDouble(FirstPut::wall)),
                Text.ratio(toBare(row, FirstPut::wall)),
                Text.ratio(toPeer(row, FirstPut::wall)),
                Text.ratio(toJetcd(row, FirstPut::wall)),
                Text.number("%.3f", row.median(FirstPut::client)),
                Text.number("%.1f", row.median(FirstPut::second) * 1e3),
                Text.number("%.2f", row.median(FirstPut::cpu)),
                Text.ratio(toBare(row, FirstPut::cpu)),
                Text.ratio(toPeer(row, FirstPut::cpu)),
                Text.ratio(toJetcd(row, FirstPut::cpu)),
                row.classes(),
                Text.number("%.0f", row.median(FirstPut::memory) / 1e6),
                Text.number("%.0f", row.median(FirstPut::threads)),
                row.libraries().size(),
                Text.number(
                        "%.1f",
                        row.libraries().stream().mapToLong(Long::longValue).sum() / 1e6));
    }

    private double toBare(Row row, ToDoubleFunction<FirstPut> figure) {
        return row.median(figure) / least(List.of(Contender.BARE), figure);
    }

    private double toPeer(Row row, ToDoubleFunction<FirstPut> figure) {
        return row.median(figure) / least(List.of(Contender.ETCD_JAVA, Contender.JETCD), figure);
    }

    private double toJetcd(Row row, ToDoubleFunction<FirstPut> figure) {
        return row.median(figure) / least(List.of(Contender.JETCD), figure);
    }

    private double least(List<Contender> among, ToDoubleFunction<FirstPut> figure) {
        return rows.stream()
                .filter(row -> among.contains(row.contender()))
                .mapToDouble(row -> row.median(figure))
                .min()
                .orElse(Double.NaN);
    }

    private static String range(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        return String.format(Locale.ROOT, "%.3f-%.3f", sorted[0], sorted[sorted.length - 1]);
    }
}
