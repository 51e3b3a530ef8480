package dev.tercet.cli.auth;

import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet role delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = {"Deletes a role, and takes it from all users.", ""})
final class RoleDeleteCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ROLE", description = "Which role.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String role;

    RoleDeleteCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.TABLE);
        Header header = cli.etcd().auth().deleteRole(role);
        cli.show(new DoneReport(header, "Role " + role + " deleted", Row.empty().with("role", role)));
    }
}
