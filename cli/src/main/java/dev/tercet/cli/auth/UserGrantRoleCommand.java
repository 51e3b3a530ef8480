package dev.tercet.cli.auth;

import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet user grant-role}. */
@Command(
        name = "grant-role",
        mixinStandardHelpOptions = true,
        description = {"Gives a role to a user.", ""})
final class UserGrantRoleCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "USER", description = "Who.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String user;

    @Parameters(index = "1", paramLabel = "ROLE", description = "Which role.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String role;

    UserGrantRoleCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.TABLE);
        Header header = cli.etcd().auth().grantRole(user, role);
        cli.show(new DoneReport(
                header,
                "Role " + role + " is granted to user " + user,
                Row.empty().with("user", user).with("role", role)));
    }
}
