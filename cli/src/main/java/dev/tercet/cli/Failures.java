package dev.tercet.cli;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What is shown of a failure: one line, and where it came from only to those who ask. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (isDebugging(command)) {
            failure.printStackTrace(command.getErr());
        } else {
            String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
            command.getErr().println("tercet: " + message);
        }
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    static boolean isDebugging(CommandLine command) {
        CommandLine top = command;
        while (top.getParent() != null) {
            top = top.getParent();
        }
        return top.getCommand() instanceof TercetCommand tercet && tercet.isDebugging();
    }
}
