package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The samples of one run against one server. */
final class Results {
    /** Figures that are told beside the row's own. */
    private static final Set<String> OF_PROCESS = Set.of(Sample.HEAP, Sample.THREADS);

    private final Map<Row, Map<Contender, Turns>> turns = new HashMap<>();
    private final Map<Contender, Footprint> footprints = new EnumMap<>(Contender.class);

    /** All that came of one contender's turns at one row. */
    private static final class Turns {
        private final List<Sample> samples = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private double trips = Double.NaN;
        private String missing = "";
    }

    void add(Row row, Contender contender, Sample sample) {
        turns(row, contender).samples.add(sample);
    }

    /** Takes note that a turn failed, and how. */
    void fail(Row row, Contender contender, String how) {
        turns(row, contender).failures.add(how);
    }

    /** Takes note that a contender has nothing to show in this row, and why; it is not mentioned there if it just has no such call. */
    void none(Row row, Contender contender, String why) {
        turns(row, contender).missing = why;
    }

    /** Takes note of how many requests the server has for each time that a recipe is done. */
    void addTrips(Row row, Contender contender, double trips) {
        turns(row, contender).trips = trips;
    }

    /** Takes note of what it took up after all rows. */
    void add(Contender contender, Footprint footprint) {
        footprints.put(contender, footprint);
    }

    private Turns turns(Row row, Contender contender) {
        return turns.computeIfAbsent(row, r -> new EnumMap<>(Contender.class))
                .computeIfAbsent(contender, c -> new Turns());
    }

    private Optional<Turns> known(Row row, Contender contender) {
        return Optional.ofNullable(turns.getOrDefault(row, Map.of()).get(contender));
    }

    /** Why a contender has nothing to show in this row, if there is something to say about it. */
    Optional<String> missing(Row row, Contender contender) {
        return known(row, contender).map(all -> all.missing).filter(why -> !why.isEmpty());
    }

    /** Whether any turn failed. */
    boolean failed() {
        return turns.values().stream().flatMap(row -> row.values().stream()).anyMatch(all -> !all.failures.isEmpty());
    }

    /** What was said of the turns that failed. */
    List<String> failures(Row row, Contender contender) {
        return known(row, contender).map(all -> List.copyOf(all.failures)).orElse(List.of());
    }

    /** All turns that yielded something, in order. */
    List<Sample> samples(Row row, Contender contender) {
        return known(row, contender).map(all -> List.copyOf(all.samples)).orElse(List.of());
    }

    /** Requests for each time; not a number if nobody counted. */
    double trips(Row row, Contender contender) {
        return known(row, contender).map(all -> all.trips).orElse(Double.NaN);
    }

    /** What it took up after all rows, if it was still there to be asked. */
    Optional<Footprint> footprint(Contender contender) {
        return Optional.ofNullable(footprints.get(contender));
    }

    /** The most megabytes of heap that any collection left in use while it was measured; not a number if there was none. */
    double peakHeap(Contender contender) {
        return turns.keySet().stream()
                .mapToDouble(row -> most(row, contender, Sample.HEAP))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    /** The most that this figure was in any turn at the row; not a number if no turn had it. */
    double most(Row row, Contender contender, String figure) {
        return samples(row, contender).stream()
                .mapToDouble(sample -> sample.figure(figure))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    /** Whether there is something to tell: figures, or that there are none because a turn failed. */
    boolean has(Row row, Contender contender) {
        return known(row, contender)
                .filter(all -> !all.samples.isEmpty() || !all.failures.isEmpty())
                .isPresent();
    }

    /** The names of the further figures that there are of the row, but for those of the process. */
    Set<String> figures(Row row, Contender contender) {
        return samples(row, contender).stream()
                .flatMap(sample -> sample.figures().keySet().stream())
                .filter(name -> !OF_PROCESS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The median over the turns that did not fail; not a number if there are none, or if more failed than did not. */
    double median(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        return Median.of(DoubleStream.of(sorted(row, contender, figure)));
    }

    /** Half the way from the least to the most, in parts of the median. */
    double spread(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        double[] sorted = sorted(row, contender, figure);
        return sorted.length == 0
                ? Double.NaN
                : (sorted[sorted.length - 1] - sorted[0]) / 2 / median(row, contender, figure);
    }

    private double[] sorted(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        List<Sample> samples = samples(row, contender);
        Stream<Sample> standing = samples.size() < failures(row, contender).size() ? Stream.empty() : samples.stream();
        return standing.mapToDouble(figure).filter(Double::isFinite).sorted().toArray();
    }
}
