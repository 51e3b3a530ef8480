package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The samples of one run against one server. */
final class Results {
    private final Map<Row, Map<Contender, List<Sample>>> samples = new EnumMap<>(Row.class);
    private final Map<Row, Map<Contender, Double>> tripsEach = new EnumMap<>(Row.class);
    private final Map<Row, Set<Contender>> failed = new EnumMap<>(Row.class);

    void add(Row row, Contender contender, Sample sample) {
        samples.computeIfAbsent(row, r -> new EnumMap<>(Contender.class))
                .computeIfAbsent(contender, c -> new ArrayList<>())
                .add(sample);
    }

    /** Takes note that a turn failed: this contender has no figures in this row. */
    void fail(Row row, Contender contender) {
        failed.computeIfAbsent(row, r -> EnumSet.noneOf(Contender.class)).add(contender);
    }

    /** Whether any turn failed. */
    boolean failed() {
        return !failed.isEmpty();
    }

    /** Takes note of how many requests the server has for each time that a recipe is done. */
    void addTrips(Row row, Contender contender, double trips) {
        tripsEach.computeIfAbsent(row, r -> new EnumMap<>(Contender.class)).put(contender, trips);
    }

    /** Requests for each time; not a number if nobody counted. */
    double trips(Row row, Contender contender) {
        return tripsEach.getOrDefault(row, Map.of()).getOrDefault(contender, Double.NaN);
    }

    /** Whether there is something to tell: figures, or that there are none because a turn failed. */
    boolean has(Row row, Contender contender) {
        return samples.getOrDefault(row, Map.of()).containsKey(contender)
                || failed.getOrDefault(row, Set.of()).contains(contender);
    }

    /** The median over the rounds, not a number if there are none. */
    double median(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        double[] sorted = sorted(row, contender, figure);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** Half the way from the least to the most, in parts of the median. */
    double spread(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        double[] sorted = sorted(row, contender, figure);
        return sorted.length == 0
                ? Double.NaN
                : (sorted[sorted.length - 1] - sorted[0]) / 2 / median(row, contender, figure);
    }

    private double[] sorted(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        if (failed.getOrDefault(row, Set.of()).contains(contender)) {
            return new double[0];
        }
        return samples.getOrDefault(row, Map.of()).getOrDefault(contender, List.of()).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
    }
}
