package dev.tercet.cli.check;

import picocli.CommandLine.Command;

/** {@code tercet check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        subcommands = {PerfCommand.class, DatascaleCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = {"Puts a load on the cluster, and says whether it bears it.", ""})
public final class CheckCommand {}
