package dev.tercet.cli.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code tercet endpoint}. */
@Command(
        name = "endpoint",
        mixinStandardHelpOptions = true,
        subcommands = {EndpointHealthCommand.class, EndpointStatusCommand.class, EndpointHashKvCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = {"Asks every endpoint for itself how it is.", ""})
public final class EndpointCommand {
    @Option(
            names = "--cluster",
            scope = ScopeType.INHERIT,
            description = "Ask all members where they say that they listen, not only the endpoints given.")
    private boolean wholeCluster;

    boolean wholeCluster() {
        return wholeCluster;
    }
}
