package dev.tercet.cli.snapshot;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tercet snapshot}. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        subcommands = {SaveCommand.class, StatusCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = {"Saves a member's database in a file, and looks into such a file.", ""})
public final class SnapshotCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: save or status.");
    }
}
