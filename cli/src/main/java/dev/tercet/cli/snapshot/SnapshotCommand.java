package dev.tercet.cli.snapshot;

import picocli.CommandLine.Command;

/** {@code tercet snapshot}. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        subcommands = {SaveCommand.class, StatusCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = {"Saves a member's database in a file, and looks into such a file.", ""})
public final class SnapshotCommand {}
