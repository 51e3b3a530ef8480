package dev.tercet.cli.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tercet endpoint}. */
@Command(
        name = "endpoint",
        mixinStandardHelpOptions = true,
        subcommands = {EndpointHealthCommand.class, EndpointStatusCommand.class, EndpointHashKvCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = {"Asks every endpoint for itself how it is.", ""})
public final class EndpointCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Option(
            names = "--cluster",
            scope = ScopeType.INHERIT,
            description = "Ask all members where they say that they listen, not only the endpoints given.")
    private boolean wholeCluster;

    boolean wholeCluster() {
        return wholeCluster;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: health, status or hashkv.");
    }
}
