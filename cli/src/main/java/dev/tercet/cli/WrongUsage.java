package dev.tercet.cli;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is shown of wrong usage: what is wrong, and where to read on, instead of pages of help. */
final class WrongUsage implements IParameterExceptionHandler {
    private final Cli cli;

    WrongUsage(Cli cli) {
        this.cli = cli;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(command.getCommandSpec().root().name() + ": " + message(wrong));
        command.getErr().println(suggestions(wrong) + "Try '" + help(command.getCommandSpec()) + "'.");
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What shows more: in a shell the program has no name. */
    private String help(CommandSpec command) {
        String name = command.qualifiedName();
        return cli.isOfShell() ? "help" + name.substring(command.root().name().length()) : name + " --help";
    }

    /** Which option may have been meant, on the line that says where to read on. */
    private static String suggestions(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched) || !unmatched.isUnknownOption()) {
            return "";
        }
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
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched.isUnknownOption() ? unknown(unmatched) : tooMany(unmatched);
        }
        String message = wrong.getMessage();
        if (message != null && wrong instanceof MissingParameterException missing) {
            return byFirstNames(message, missing.getMissing());
        }
        return message == null ? null : message.replaceFirst(" is not an? (int|long)$", " is no whole number");
    }

    /** picocli says the longest name of an option, and the first is the one that other commands have too. */
    private static String byFirstNames(String message, List<ArgSpec> missing) {
        String said = message;
        for (ArgSpec each : missing) {
            if (each instanceof OptionSpec option && option.names()[0].startsWith("--")) {
                said = said.replace("'" + option.longestName(), "'" + option.names()[0]);
            }
        }
        return said;
    }

    /** Names alone: what was given to an option that is not there may be a password, if it was meant to be {@code --password}. */
    private static String unknown(UnmatchedArgumentException wrong) {
        List<String> names = wrong.getUnmatched().stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> "'" + (word.startsWith("--") ? word.split("[=:]", 2)[0] : first(word)) + "'")
                .toList();
        return (names.size() == 1 ? "Unknown option: " : "Unknown options: ") + String.join(", ", names);
    }

    /** One letter is a name, and what is joined to it a value. */
    private static String first(String word) {
        return word.substring(0, Math.min(2, word.length()));
    }

    private static String tooMany(UnmatchedArgumentException wrong) {
        List<String> words = wrong.getUnmatched();
        if (takesPassword(wrong.getCommandLine().getCommandSpec())) {
            return "too many arguments. A password is said as NAME:PASSWORD, or asked for.";
        }
        OptionSpec prefix = wrong.getCommandLine().getCommandSpec().findOption("--prefix");
        return "too many arguments: "
                + words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "))
                + (prefix != null && prefix.arity().min() > 0 ? ". A prefix is said with --prefix." : ".");
    }

    /** Whether a word too many may well be a password. */
    private static boolean takesPassword(CommandSpec command) {
        return command.parent() != null && command.parent().name().equals("user");
    }
}
