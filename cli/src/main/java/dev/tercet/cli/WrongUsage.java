package dev.tercet.cli;

import dev.tercet.cli.error.CommandException;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is shown of wrong usage: what is wrong, and where to read on, instead of pages of help. */
final class WrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        // picocli wraps what options object to themselves.
        String message = wrong.getCause() instanceof CommandException said ? said.getMessage() : wrong.getMessage();
        command.getErr().println("tercet: " + message);
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
