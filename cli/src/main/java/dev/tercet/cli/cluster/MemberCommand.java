package dev.tercet.cli.cluster;

import picocli.CommandLine.Command;

/** {@code tercet member}. */
@Command(
        name = "member",
        mixinStandardHelpOptions = true,
        subcommands = {
            MemberListCommand.class,
            MemberAddCommand.class,
            MemberUpdateCommand.class,
            MemberPromoteCommand.class,
            MemberRemoveCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = {"Shows and changes who belongs to the cluster.", ""})
public final class MemberCommand {}
