package dev.tercet.cli;

import dev.tercet.cli.error.CommandException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is shown of wrong usage: what is wrong, and where to read on, instead of pages of help. */
final class WrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(command.getCommandSpec().root().name() + ": " + message(wrong));
        command.getErr()
                .println(suggestions(wrong) + "Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What may have been meant, on the line that says where to read on. */
    private static String suggestions(ParameterException wrong) {
        StringWriter text = new StringWriter();
        UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(text, true));
        String found = text.toString().strip();
        return found.isEmpty() ? "" : found + (found.endsWith("?") ? " " : ". ");
    }

    /** picocli wraps what options object to themselves. */
    private static @Nullable String message(ParameterException wrong) {
        for (Throwable cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandException said) {
                return said.getMessage();
            }
        }
        return wrong.getMessage();
    }
}
