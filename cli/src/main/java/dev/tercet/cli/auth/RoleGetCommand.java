package dev.tercet.cli.auth;

import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet role get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = {"Shows what a role may do.", ""})
final class RoleGetCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ROLE", description = "Which role.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String role;

    RoleGetCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.show(new RoleReport(role, cli.etcd().auth().role(role)));
    }
}
