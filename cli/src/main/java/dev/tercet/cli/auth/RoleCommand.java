package dev.tercet.cli.auth;

import picocli.CommandLine.Command;

/** {@code tercet role}. */
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
public final class RoleCommand {}
