package dev.tercet.cli.auth;

import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet user revoke-role}. */
@Command(
        name = "revoke-role",
        mixinStandardHelpOptions = true,
        description = {"Takes a role from a user.", ""})
final class UserRevokeRoleCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "USER", description = "Who.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String user;

    @Parameters(index = "1", paramLabel = "ROLE", description = "Which role.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String role;

    UserRevokeRoleCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.TABLE);
        Header header = cli.etcd().auth().revokeRole(user, role);
        cli.show(new DoneReport(
                header,
                "Role " + role + " is revoked from user " + user,
                Row.empty().with("user", user).with("role", role)));
    }
}
