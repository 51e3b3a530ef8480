package dev.tercet.benchmarks.driver;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays out what the contenders took up, after the rows. */
final class FootprintTable {
    private static final String LINE = "%-26s  %-11s  %12s %12s  %8s  %5s %8s%n";

    private final Run run;
    private final Map<Contender, List<Long>> libraries;

    /** Of a run, and of the size of each contender's libraries in bytes. */
    FootprintTable(Run run, Map<Contender, List<Long>> libraries) {
        this.run = run;
        this.libraries = libraries;
    }

    String render() {
        StringBuilder text = new StringBuilder(String.format(
                LINE, "footprint", "client", "heap peak MB", "heap kept MB", "threads", "jars", "jars MB"));
        text.append("-".repeat(text.length() - 1)).append('\n');
        for (Contender contender : run.contenders()) {
            Optional<Footprint> footprint = run.results().footprint(contender);
            List<Long> jars = libraries.getOrDefault(contender, List.of());
            text.append(String.format(
                    LINE,
                    "",
                    contender.id(),
                    Text.number("%.1f", run.results().peakHeap(contender)),
                    footprint.map(all -> Text.number("%.1f", all.kept())).orElse("-"),
                    footprint.map(all -> String.valueOf(all.threads())).orElse("-"),
                    contender == Contender.GO ? "-" : String.valueOf(jars.size()),
                    Text.number("%.1f", jars.stream().mapToLong(Long::longValue).sum() / 1e6)));
        }
        return text.toString();
    }
}
