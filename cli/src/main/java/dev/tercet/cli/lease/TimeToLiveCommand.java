package dev.tercet.cli.lease;

import dev.tercet.Leases;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet lease timetolive}. */
@Command(
        name = "timetolive",
        mixinStandardHelpOptions = true,
        description = {"Shows what is left of a lease.", ""})
final class TimeToLiveCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ID", description = "The lease, in hexadecimal.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String id;

    @Option(names = "--keys", description = "And the keys that hang on it.")
    private boolean keys;

    TimeToLiveCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        long lease = Ids.parse("ID", id);
        Leases leases = cli.etcd().leases();
        cli.show(new TimeToLiveReport(keys ? leases.statusWithKeys(lease) : leases.status(lease), keys));
    }
}
