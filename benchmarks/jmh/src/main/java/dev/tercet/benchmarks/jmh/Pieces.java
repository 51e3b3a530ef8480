package dev.tercet.benchmarks.jmh;

import dev.tercet.benchmarks.driver.Report;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What there is to be measured, and measuring one of it. */
final class Pieces {
    private Pieces() {}

    /** The names of the benchmarks that a regular expression finds in them or in their titles, sorted. */
    static List<String> matching(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return BenchmarkList.defaultList()
                .find(OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT), List.of("."), List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .filter(name -> wanted.matcher(name).find()
                        || wanted.matcher(title(name)).find())
                .sorted()
                .toList();
    }

    /** Measures one. */
    static Line measure(String name, ChainedOptionsBuilder how) throws RunnerException {
        RunResult result = new Runner(how.include("^" + name.replace(".", "\\.") + "$")
                        .shouldFailOnError(true)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run()
                .iterator()
                .next();
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
        List<Double> samples = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
        return new Line(title(name), time.getScore(), time.getScoreError(), bytes.getScore(), samples);
    }

    /** The method, and the class without what all their names end in. */
    static String title(String name) {
        String[] parts = name.split("\\.", -1);
        return parts[parts.length - 2].replaceFirst("Bench$", "") + "." + parts[parts.length - 1];
    }

    /**
     * What came out.
     *
     * @param nanos an operation's time: the mean of the iterations
     * @param error half of the interval that it lies in with 99.9 %; not a number after a single iteration
     * @param bytes what an operation allocates
     * @param samples its time in each iteration
     */
    record Line(String title, double nanos, double error, double bytes, List<Double> samples) {

        /** An operation's time: the median of the iterations. */
        double median() {
            return samples.stream()
                    .sorted()
                    .skip((samples.size() - 1) / 2)
                    .limit(2 - samples.size() % 2)
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
        }

        /** Half the way from the least to the most, in parts of the median. */
        double spread() {
            return (Collections.max(samples) - Collections.min(samples)) / 2 / median();
        }

        /** For machines. */
        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("nanos", Report.figure(samples));
            figures.put("meanNanos", nanos);
            figures.put("errorNanos", error);
            figures.put("bytes", bytes);
            return figures;
        }
    }
}
