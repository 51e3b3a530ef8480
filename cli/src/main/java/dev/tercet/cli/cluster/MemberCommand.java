package dev.tercet.cli.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
public final class MemberCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, add, update, promote or remove.");
    }
}
