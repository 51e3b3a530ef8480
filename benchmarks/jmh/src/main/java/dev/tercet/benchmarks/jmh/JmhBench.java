package dev.tercet.benchmarks.jmh;

import dev.tercet.benchmarks.driver.CommandLine;
import dev.tercet.benchmarks.driver.Machine;
import dev.tercet.benchmarks.driver.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the inner pieces, each in a JVM of its own, and prints a line for each as it comes. Asserts nothing.
 *
 * <p>Takes {@code --quick} for fewer and shorter iterations, a regular expression that names are to match, and {@code --json FILE}.
 */
final class JmhBench {
    private static final String USAGE = "usage: ./bench jmh [regular expression] [--quick] [--json FILE]";

    private JmhBench() {}

    public static void main(String[] args) throws Exception {
        CommandLine words;
        Optional<Path> json;
        String pattern;
        List<String> names;
        try {
            words = CommandLine.of(List.of(args), Set.of("--quick"), Set.of("--json"));
            if (words.words().size() > 1) {
                throw new IllegalArgumentException("one regular expression will do");
            }
            json = words.output("--json");
            pattern = words.words().isEmpty() ? "." : words.words().get(0);
            // What is no regular expression is a wrong use too.
            names = Pieces.matching(pattern);
        } catch (IllegalArgumentException e) {
            CommandLine.refuse(e, USAGE);
            return;
        }
        boolean quick = words.has("--quick");
        if (names.isEmpty()) {
            System.err.println("bench: nothing matches " + pattern + "; there are "
                    + String.join(
                            ", ",
                            Pieces.matching(".").stream().map(Pieces::title).toList()));
            System.exit(2);
        }
        Machine machine = Machine.here();
        Report report = new Report(machine, "none");
        System.out.println(machine.render() + "medians of the iterations; +- is half their range\n");
        System.out.printf(Locale.ROOT, "%-30s %12s %10s %12s%n", "", "ns/op", "+-", "bytes/op");
        for (String name : names) {
            Pieces.Line line = Pieces.measure(name, quick ? how(2, 3, 300) : how(5, 5, 1_000));
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %,12.1f %10s %,12.0f%n",
                    line.title(),
                    line.median(),
                    String.format(Locale.ROOT, "%.0f%%", line.spread() * 100),
                    line.bytes());
            report.add(line.title(), line.figures());
            // After each, so that what ends the next one does not cost all.
            if (json.isPresent()) {
                report.write(json.get());
            }
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
