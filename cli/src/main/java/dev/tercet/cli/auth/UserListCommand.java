package dev.tercet.cli.auth;

import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;

/** {@code tercet user list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"Lists all users.", ""})
final class UserListCommand implements Runnable {
    private final Cli cli;

    UserListCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.show(new UsersReport(cli.etcd().auth().users()));
    }
}
