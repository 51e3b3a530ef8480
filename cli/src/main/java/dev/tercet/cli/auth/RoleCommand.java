package dev.tercet.cli.auth;

import dev.tercet.cli.error.CommandException;
import picocli.CommandLine.Command;

/** {@code tercet role}, which does nothing without another. */
@Command(
        name = "role",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RoleAddCommand.class,
            RoleDeleteCommand.class,
            RoleGetCommand.class,
            RoleListCommand.class,
            RoleGrantCommand.class,
            RoleRevokeCommand.class
        },
        description = {"Adds, changes and shows roles.", ""})
public final class RoleCommand implements Runnable {
    @Override
    public void run() {
        throw CommandException.wrongUsage(
                "Say what to do: add, delete, get, list, grant-permission or revoke-permission.");
    }
}
