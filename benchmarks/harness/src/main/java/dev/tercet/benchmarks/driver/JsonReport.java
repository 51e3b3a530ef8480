package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All that was measured, for machines. */
final class JsonReport {
    private final Conditions conditions;
    private final Map<Contender, List<Long>> libraries;

    /** On these conditions, with these libraries, whose sizes are in bytes. */
    JsonReport(Conditions conditions, Map<Contender, List<Long>> libraries) {
        this.conditions = conditions;
        this.libraries = libraries;
    }

    String render(List<Run> runs) {
        Map<String, Object> report = conditions.machine().fields();
        report.put("jvmOptions", conditions.jvmOptions());
        report.put("rounds", conditions.timing().rounds());
        report.put("windowMillis", conditions.timing().windowMillis());
        report.put("warmUpMillis", conditions.timing().warmUpMillis());
        report.put("clients", byId(conditions.versions()));
        report.put(
                "libraries",
                byId(libraries.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> sizes(each.getValue()), (a, b) -> a, LinkedHashMap::new))));
        report.put("runs", runs.stream().map(JsonReport::run).toList());
        return Json.of(report) + "\n";
    }

    static Map<String, Object> byId(Map<Contender, ?> values) {
        Map<String, Object> result = new LinkedHashMap<>();
        values.forEach((contender, value) -> result.put(contender.id(), value));
        return result;
    }

    static Map<String, Object> sizes(List<Long> libraries) {
        return Map.of(
                "jars",
                libraries.size(),
                "bytes",
                libraries.stream().mapToLong(Long::longValue).sum());
    }

    private static Map<String, Object> run(Run run) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("server", run.server());
        result.put("jdk", run.jdk());
        result.put("base", run.base().id());
        List<Object> figures = new ArrayList<>();
        for (Row row : run.rows()) {
            for (Contender contender : run.contenders()) {
                if (run.results().has(row, contender)
                        || run.results().missing(row, contender).isPresent()) {
                    figures.add(figures(run, row, contender));
                }
            }
        }
        result.put("figures", figures);
        Map<String, Object> footprints = new LinkedHashMap<>();
        for (Contender contender : run.contenders()) {
            run.results()
                    .footprint(contender)
                    .ifPresent(footprint -> footprints.put(
                            contender.id(),
                            Map.of(
                                    "heapPeakMb",
                                    run.results().peakHeap(contender),
                                    "heapKeptMb",
                                    footprint.kept(),
                                    "threads",
                                    footprint.threads())));
        }
        result.put("footprints", footprints);
        return result;
    }

    private static Map<String, Object> figures(Run run, Row row, Contender contender) {
        Results results = run.results();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("row", row.id());
        result.put("client", contender.id());
        result.put("opsPerSecond", figure(run, row, contender, Sample::opsPerSecond));
        result.put("cpuMicros", figure(run, row, contender, Sample::cpuMicros));
        result.put("bytes", figure(run, row, contender, Sample::bytesPerOp));
        for (String name : results.figures(row, contender)) {
            result.put(name, figure(run, row, contender, sample -> sample.figure(name)));
        }
        result.put("heapPeakMb", results.most(row, contender, Sample.HEAP));
        result.put("threadsPeak", results.most(row, contender, Sample.THREADS));
        if (!Double.isNaN(results.trips(row, contender))) {
            result.put("trips", results.trips(row, contender));
        }
        results.missing(row, contender).ifPresent(why -> result.put("none", why));
        if (!results.failures(row, contender).isEmpty()) {
            result.put("failures", results.failures(row, contender));
        }
        return result;
    }

    private static Map<String, Object> figure(Run run, Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("median", run.results().median(row, contender, figure));
        result.put("toBase", run.toBase(row, contender, figure));
        result.put(
                "samples",
                run.results().samples(row, contender).stream()
                        .map(figure::applyAsDouble)
                        .toList());
        return result;
    }
}
