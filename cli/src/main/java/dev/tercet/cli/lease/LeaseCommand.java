package dev.tercet.cli.lease;

import dev.tercet.cli.error.CommandException;
import picocli.CommandLine.Command;

/** {@code tercet lease}, which does nothing without another. */
@Command(
        name = "lease",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            GrantCommand.class,
            RevokeCommand.class,
            TimeToLiveCommand.class,
            ListCommand.class,
            KeepAliveCommand.class
        },
        description = {"Grants, renews, revokes and lists leases.", ""})
public final class LeaseCommand implements Runnable {
    @Override
    public void run() {
        throw CommandException.wrongUsage("Say what to do: grant, revoke, timetolive, list or keep-alive.");
    }
}
