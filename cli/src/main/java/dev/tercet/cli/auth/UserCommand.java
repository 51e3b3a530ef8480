package dev.tercet.cli.auth;

import picocli.CommandLine.Command;

/** {@code tercet user}. */
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
public final class UserCommand {}
