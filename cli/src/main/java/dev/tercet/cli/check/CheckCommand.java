package dev.tercet.cli.check;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tercet check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        subcommands = {PerfCommand.class, DatascaleCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = {"Puts a load on the cluster, and says whether it bears it.", ""})
public final class CheckCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: perf or datascale.");
    }
}
