package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What was measured at one server, on one JDK.
 *
 * @param server what it calls itself
 * @param jdk the version that the contenders ran on
 * @param base with whom the others are compared
 */
record Run(String server, String jdk, List<Row> rows, List<Contender> contenders, Contender base, Results results) {

    /** Whether somebody else's client takes part. */
    boolean hasPeers() {
        return contenders.stream().anyMatch(Contender::isPeer);
    }

    /** The ratio of a contender's figure to that of the base; not a number if either has none. */
    double toBase(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        return ratio(results.median(row, contender, figure), results.median(row, base, figure));
    }

    /** The ratio of a contender's figure to that of the best peer: the one that does the most, if more is better, or else needs the least. */
    double toPeer(Row row, Contender contender, ToDoubleFunction<Sample> figure, boolean moreIsBetter) {
        DoubleStream peers = contenders.stream()
                .filter(Contender::isPeer)
                .mapToDouble(peer -> results.median(row, peer, figure))
                .filter(Double::isFinite);
        double best = (moreIsBetter ? peers.max() : peers.min()).orElse(Double.NaN);
        return ratio(results.median(row, contender, figure), best);
    }

    /** Whether the client for Go takes part. */
    boolean hasGo() {
        return contenders.contains(Contender.GO);
    }

    /** The ratio of a contender's figure to that of the client for Go; not a number if either has none. */
    double toGo(Row row, Contender contender, ToDoubleFunction<Sample> figure) {
        return ratio(results.median(row, contender, figure), results.median(row, Contender.GO, figure));
    }

    private static double ratio(double one, double other) {
        // The system counts CPU time in steps: a short window may have none.
        return other == 0 ? Double.NaN : one / other;
    }
}
