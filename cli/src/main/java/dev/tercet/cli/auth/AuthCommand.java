package dev.tercet.cli.auth;

import picocli.CommandLine.Command;

/** {@code tercet auth}. */
@Command(
        name = "auth",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuthEnableCommand.class, AuthDisableCommand.class, AuthStatusCommand.class},
        description = {"Turns authentication on and off.", ""})
public final class AuthCommand {}
