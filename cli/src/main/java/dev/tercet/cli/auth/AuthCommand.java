package dev.tercet.cli.auth;

import dev.tercet.cli.error.CommandException;
import picocli.CommandLine.Command;

/** {@code tercet auth}, which does nothing without another. */
@Command(
        name = "auth",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuthEnableCommand.class, AuthDisableCommand.class, AuthStatusCommand.class},
        description = {"Turns authentication on and off.", ""})
public final class AuthCommand implements Runnable {
    @Override
    public void run() {
        throw CommandException.wrongUsage("Say what to do: enable, disable or status.");
    }
}
