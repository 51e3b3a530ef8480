package dev.tercet.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet help}. */
@Command(
        name = "help",
        helpCommand = true,
        mixinStandardHelpOptions = true,
        description = {"Shows the help of a command; without one, which there are.", ""})
final class HelpCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command: 'help lease grant'.")
    private List<String> names = List.of();

    @Override
    public void run() {
        CommandSpec command = spec.root();
        for (String name : names) {
            if (command.subcommands().isEmpty()) {
                break;
            }
            command = CommandNames.below(command, name);
        }
        CommandLine shown = command.commandLine();
        shown.usage(shown.getOut(), shown.getHelp().colorScheme());
    }
}
