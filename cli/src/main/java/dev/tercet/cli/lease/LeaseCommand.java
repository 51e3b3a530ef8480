package dev.tercet.cli.lease;

import picocli.CommandLine.Command;

/** {@code tercet lease}. */
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
public final class LeaseCommand {}
