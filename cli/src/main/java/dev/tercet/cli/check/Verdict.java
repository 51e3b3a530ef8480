package dev.tercet.cli.check;

import java.util.List;
import java.util.Locale;

/**
 * Whether a cluster kept up with a load, in etcdctl's words.
 *
 * @param lines what is said of it, without the last word
 * @param passed whether all of it is good
 */
record Verdict(List<String> lines, boolean passed) {
    private static final double ENOUGH = 0.9;
    private static final double SLOWEST = 0.5;
    private static final double DEVIATION = 0.1;

    /**
     * On these times.
     *
     * @param rate how many there should have been a second
     */
    static Verdict of(Times times, int rate) {
        boolean fast = times.rate() / rate > ENOUGH;
        long shown = (long) times.rate() + 1;
        boolean even = times.slowest() <= SLOWEST;
        // Of nothing at all there is no deviation, and that is not too high.
        boolean steady = !(times.deviation() > DEVIATION);
        return new Verdict(
                List.of(
                        (fast ? "PASS: Throughput is " : "FAIL: Throughput too low: ") + shown + " writes/s",
                        (even ? "PASS: Slowest request took " : "Slowest request took too long: ")
                                + seconds(times.slowest()),
                        (steady ? "PASS: Stddev is " : "Stddev too high: ") + seconds(times.deviation())),
                fast && even && steady);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%fs", seconds);
    }
}
