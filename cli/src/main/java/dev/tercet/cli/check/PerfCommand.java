package dev.tercet.cli.check;

import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tercet check perf}. */
@Command(
        name = "perf",
        mixinStandardHelpOptions = true,
        description = {
            "Writes for a minute at the rate of a load, and says whether the cluster keeps up.",
            "",
            "Loads: s 150 puts a second, m 1000, l 8000, xl 15000, of 50, 200, 500 and 1000 at a time. It passes with nine"
                    + " tenths of the rate, no put slower than 0.5 s, and a standard deviation within 0.1 s.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:PASS", "1:FAIL", "2:no such load", "3:there are keys with that prefix", "5:interrupted"})
final class PerfCommand implements Callable<Integer> {
    private static final int KEY = 256;
    private static final int VALUE = 1024;

    private final Cli cli;
    private final Duration time;

    @Mixin
    private CheckOptions options = new CheckOptions();

    PerfCommand(Cli cli) {
        this(cli, Duration.ofMinutes(1));
    }

    /** For another time than etcdctl's. */
    PerfCommand(Cli cli, Duration time) {
        this.cli = cli;
        this.time = time;
    }

    @Override
    public Integer call() {
        Size size = options.size();
        Times times = new Playground(cli, options).under(KEY, VALUE, puts -> puts.during(size.rate(), time.toNanos()));
        boolean passed = told(times, size.rate());
        cli.out().line(passed ? "PASS" : "FAIL");
        return (passed ? Exit.OK : Exit.FAILED).code();
    }

    private boolean told(Times times, int rate) {
        boolean passed = Failed.told(times, cli.out());
        Verdict verdict = Verdict.of(times, rate);
        verdict.lines().forEach(cli.out()::line);
        return passed && verdict.passed();
    }
}
