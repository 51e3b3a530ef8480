package dev.tercet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, which does nothing without another. */
@Command(
        name = "tercet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {TourCommand.class, EmbeddedCommand.class, MigrateV2Command.class, HelpCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = "Talks to etcd.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all went well", "1:something failed, or was not as expected", "2:wrong usage"})
final class TercetCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces and more log.")
    private boolean debug;

    boolean isDebugging() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: no command given.");
    }
}
