package dev.tercet.cli;

import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.error.TransientEtcdException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What is shown of a failure: a line or two, and where it came from only to those who ask. */
final class Failures implements IExecutionExceptionHandler {
    private final Cli cli;

    Failures(Cli cli) {
        this.cli = cli;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof CommandException said && said.exit() == Exit.WRONG_USAGE) {
            ParameterException wrong = new ParameterException(command, String.valueOf(said.getMessage()), said);
            return new WrongUsage(cli).handleParseException(wrong, new String[0]);
        }
        try {
            // What it had to say until then comes first.
            cli.out().flush();
        } catch (CommandException gone) {
            return told(command.getCommandSpec().root().name(), gone, cli.err());
        }
        return told(command.getCommandSpec().root().name(), failure, cli, clusters(command.getCommandSpec()));
    }

    /** What the options of its clusters begin with. That of all commands is none of a command's that has two others. */
    private static List<String> clusters(CommandSpec command) {
        String last = Setting.CACERT.word();
        List<String> prefixes = command.options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> name.endsWith("-" + last))
                .map(name -> name.substring(0, name.length() - last.length()))
                .sorted()
                .toList();
        return prefixes.size() > 2 ? prefixes.subList(1, prefixes.size()) : prefixes;
    }

    /** Says it, or shows where it came from to those who ask. */
    static int told(String name, Throwable failure, Cli cli) {
        return told(name, failure, cli, Telling.ONE);
    }

    private static int told(String name, Throwable failure, Cli cli, List<String> clusters) {
        if (cli.settings().isDebug()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            cli.err().print(trace.toString()).flush();
            return exit(failure).code();
        }
        return told(name, failure, cli.err(), clusters);
    }

    /** Says it under the name of who failed, unless nobody listens. */
    static int told(String name, Throwable failure, Out err) {
        return told(name, failure, err, Telling.ONE);
    }

    private static int told(String name, Throwable failure, Out err, List<String> clusters) {
        if (!isClosedPipe(failure)) {
            err.line(name + ": " + Telling.of(failure, clusters)).flush();
        }
        return exit(failure).code();
    }

    private static boolean isClosedPipe(Throwable failure) {
        return failure.getCause() instanceof IOException cause
                && String.valueOf(cause.getMessage()).contains("Broken pipe");
    }

    private static Exit exit(Throwable failure) {
        if (failure instanceof CommandException said) {
            return said.exit();
        }
        return failure instanceof TransientEtcdException ? Exit.UNREACHABLE : Exit.FAILED;
    }
}
