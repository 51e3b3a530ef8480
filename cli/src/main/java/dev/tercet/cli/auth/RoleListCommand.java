package dev.tercet.cli.auth;

import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;

/** {@code tercet role list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"Lists all roles.", ""})
final class RoleListCommand implements Runnable {
    private final Cli cli;

    RoleListCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.show(new RolesReport(cli.etcd().auth().roles()));
    }
}
