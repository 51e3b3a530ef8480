package dev.tercet.cli.auth;

import dev.tercet.cli.error.CommandException;
import picocli.CommandLine.Command;

/** {@code tercet user}, which does nothing without another. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UserAddCommand.class,
            UserDeleteCommand.class,
            UserGetCommand.class,
            UserListCommand.class,
            UserPasswordCommand.class,
            UserGrantRoleCommand.class,
            UserRevokeRoleCommand.class
        },
        description = {"Adds, changes and shows users.", ""})
public final class UserCommand implements Runnable {
    @Override
    public void run() {
        throw CommandException.wrongUsage("Say what to do: add, delete, get, list, passwd, grant-role or revoke-role.");
    }
}
