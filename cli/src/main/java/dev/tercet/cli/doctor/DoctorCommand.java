package dev.tercet.cli.doctor;

import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tercet doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks a cluster over: members, versions, leader, how far each is, alarms, databases and their quota, how fast"
                    + " they answer, certificates' dates, clocks, authentication.",
            "",
            "It changes nothing. A line for each finding: ok, warn or bad.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is bad, though there may be warnings", "1:something is bad", "2:wrong usage"})
public final class DoctorCommand implements Callable<Integer> {
    private static final Duration LOOKING = Duration.ofSeconds(2);

    private final Cli cli;
    private final Clock clock;

    DoctorCommand(Cli cli) {
        this(cli, Clock.systemUTC());
    }

    /** With another clock. */
    DoctorCommand(Cli cli, Clock clock) {
        this.cli = cli;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        cli.format();
        Duration timeout = cli.settings().time(Setting.DIAL_TIMEOUT).orElse(LOOKING);
        List<Finding> findings = new Examination(cli, new Dates(clock), timeout).all();
        cli.show(new FindingsReport(findings));
        boolean bad = findings.stream().anyMatch(each -> each.level() == Finding.Level.BAD);
        return (bad ? Exit.FAILED : Exit.OK).code();
    }
}
