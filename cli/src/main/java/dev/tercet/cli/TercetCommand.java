package dev.tercet.cli;

import dev.tercet.cli.edit.EditCommand;
import dev.tercet.cli.keys.CompactionCommand;
import dev.tercet.cli.keys.DelCommand;
import dev.tercet.cli.keys.GetCommand;
import dev.tercet.cli.keys.PutCommand;
import dev.tercet.cli.look.DiffCommand;
import dev.tercet.cli.look.DuCommand;
import dev.tercet.cli.look.FindCommand;
import dev.tercet.cli.look.HistoryCommand;
import dev.tercet.cli.look.RestoreCommand;
import dev.tercet.cli.look.TreeCommand;
import dev.tercet.cli.mirror.MirrorCommand;
import dev.tercet.cli.transfer.ImportCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself, which does nothing without another. */
@Command(
        name = "tercet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            GetCommand.class,
            PutCommand.class,
            DelCommand.class,
            CompactionCommand.class,
            ImportCommand.class,
            DiffCommand.class,
            HistoryCommand.class,
            RestoreCommand.class,
            FindCommand.class,
            TreeCommand.class,
            DuCommand.class,
            EditCommand.class,
            MirrorCommand.class,
            TourCommand.class,
            EmbeddedCommand.class,
            MigrateV2Command.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = "Talks to etcd.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:the server refused, or something failed",
            "2:wrong usage",
            "3:bad input: what was read makes no sense",
            "4:the format or the request is not supported",
            "5:interrupted",
            "6:a file cannot be read or written",
            "7:no server can be reached, or none answered in time",
            "8:differences found"
        })
final class TercetCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: no command given.");
    }
}
