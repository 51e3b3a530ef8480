package dev.tercet.benchmarks.cli;

import dev.tercet.benchmarks.driver.Median;
import dev.tercet.benchmarks.driver.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, round by round: laid out for people, and for machines. */
final class Figures {
    private final Map<String, Map<Integer, List<CommandRun>>> runs = new LinkedHashMap<>();
    private final List<Double> alone = new ArrayList<>();
    private final Map<Integer, List<Double>> gains = new TreeMap<>();

    /** One run of a command with so many keys. */
    void add(String title, int keys, CommandRun run) {
        runs.computeIfAbsent(title, none -> new TreeMap<>())
                .computeIfAbsent(keys, none -> new ArrayList<>())
                .add(run);
    }

    /** How many a second were put one after another just before an import of so many keys, and how many that had a second. */
    void compare(int keys, double alonePerSecond, double importedPerSecond) {
        alone.add(alonePerSecond);
        gains.computeIfAbsent(keys, none -> new ArrayList<>()).add(importedPerSecond / alonePerSecond);
    }

    String render() {
        StringBuilder text = new StringBuilder("medians of all rounds; +- is half the range of the rounds\n\n");
        text.append(line("", "keys", "keys/s", "+-", "seconds", "us/key", "further", "heap MiB"));
        text.append(line("put, one after another", "", count(median(alone)), spread(alone), "", "", "", ""));
        runs.forEach((title, sizes) -> {
            int before = 0;
            double secondsBefore = Double.NaN;
            for (Map.Entry<Integer, List<CommandRun>> size : sizes.entrySet()) {
                int keys = size.getKey();
                List<Double> all = seconds(size.getValue());
                double seconds = median(all);
                double further = (seconds - secondsBefore) / (keys - before);
                text.append(line(
                        title,
                        count(keys),
                        count(keys / seconds),
                        spread(all),
                        decimal(seconds, 2),
                        decimal(seconds / keys * 1e6, 1),
                        decimal(further * 1e6, 1),
                        peak(size.getValue()) == 0 ? "-" : count(peak(size.getValue()))));
                before = keys;
                secondsBefore = seconds;
            }
        });
        gains.forEach((keys, gain) -> text.append(
                line("import : put", count(keys), decimal(median(gain), 1) + "x", spread(gain), "", "", "", "")));
        return text.toString();
    }

    void addTo(Report report) {
        report.add("put-one-after-another", Map.of("keysPerSecond", Report.figure(alone)));
        runs.forEach((title, sizes) -> sizes.forEach((keys, all) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("keys", keys);
            figures.put("seconds", Report.figure(seconds(all)));
            if (peak(all) > 0) {
                figures.put("heapMiB", peak(all));
            }
            report.add(title.replaceAll("\\W+", "-"), figures);
        }));
        gains.forEach((keys, gain) ->
                report.add("import-to-one-after-another", Map.of("keys", keys, "gain", Report.figure(gain))));
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, "%-26s %10s %12s %6s %9s %9s %9s %9s%n", columns);
    }

    private static List<Double> seconds(List<CommandRun> all) {
        return all.stream().map(CommandRun::seconds).toList();
    }

    /** The most of any round; 0 if nothing was collected in any. */
    private static int peak(List<CommandRun> all) {
        return all.stream().mapToInt(CommandRun::peak).max().orElse(0);
    }

    private static double median(List<Double> all) {
        return Median.of(all.stream().mapToDouble(Double::doubleValue));
    }

    private static String spread(List<Double> all) {
        if (all.isEmpty()) {
            return "-";
        }
        double range = Collections.max(all) - Collections.min(all);
        return decimal(100 * range / 2 / median(all), 0) + "%";
    }

    private static String count(double figure) {
        return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%,.0f", figure);
    }

    private static String decimal(double figure, int digits) {
        return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", figure);
    }
}
