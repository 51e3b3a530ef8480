package dev.tercet.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the inner pieces, each in a JVM of its own, and prints a line for each as it comes. Asserts nothing.
 *
 * <p>Takes {@code --quick} for fewer and shorter iterations, and a regular expression that names are to match.
 */
final class JmhBench {
    private JmhBench() {}

    public static void main(String[] args) throws Exception {
        List<String> patterns = new ArrayList<>(List.of(args));
        boolean quick = patterns.remove("--quick");
        if (patterns.size() > 1 || patterns.stream().anyMatch(pattern -> pattern.startsWith("-"))) {
            System.err.println("usage: ./bench jmh [regular expression] [--quick]");
            System.exit(2);
        }
        List<String> names = Pieces.matching(patterns.isEmpty() ? "." : patterns.get(0));
        if (names.isEmpty()) {
            System.err.println("no benchmark matches " + patterns.get(0));
            System.exit(2);
        }
        System.out.printf(Locale.ROOT, "%-30s %12s %10s %12s%n", "", "ns/op", "+-", "bytes/op");
        for (String name : names) {
            Pieces.Line line = Pieces.measure(name, quick ? how(2, 3, 300) : how(5, 5, 1_000));
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %,12.1f %,10.1f %,12.0f%n",
                    line.title(),
                    line.nanos(),
                    line.error(),
                    line.bytes());
        }
    }

    private static ChainedOptionsBuilder how(int warmUps, int rounds, int millis) {
        return new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(warmUps)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.milliseconds(millis))
                // Enough that the history of a store fits, and no collection of everything comes in between.
                .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
                .verbosity(VerboseMode.SILENT);
    }
}
