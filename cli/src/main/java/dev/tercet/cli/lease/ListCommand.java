package dev.tercet.cli.lease;

import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;

/** {@code tercet lease list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"Lists all leases.", ""})
final class ListCommand implements Runnable {
    private final Cli cli;

    ListCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.show(new ListReport(cli.etcd().leases().list()));
    }
}
