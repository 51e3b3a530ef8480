package dev.tercet.cli;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.Telling;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.error.TransientEtcdException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
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
        return told(command.getCommandSpec().root().name(), failure, cli);
    }

    /** Says it, or shows where it came from to those who ask. */
    static int told(String name, Throwable failure, Cli cli) {
        if (cli.settings().isDebug()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            cli.err().print(trace.toString()).flush();
            return exit(failure).code();
        }
        return told(name, failure, cli.err());
    }

    /** Says it under the name of who failed, unless nobody listens. */
    static int told(String name, Throwable failure, Out err) {
        if (!isClosedPipe(failure)) {
            err.line(name + ": " + Telling.of(failure)).flush();
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
