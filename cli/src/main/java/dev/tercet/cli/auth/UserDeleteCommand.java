package dev.tercet.cli.auth;

import dev.tercet.cli.output.DoneReport;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet user delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = {"Deletes a user.", ""})
final class UserDeleteCommand implements Runnable {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "USER", description = "Who.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String user;

    UserDeleteCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.TABLE);
        Header header = cli.etcd().auth().deleteUser(user);
        cli.show(new DoneReport(header, "User " + user + " deleted", Row.empty().with("user", user)));
    }
}
