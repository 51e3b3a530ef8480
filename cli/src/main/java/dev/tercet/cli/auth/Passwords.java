package dev.tercet.cli.auth;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a user's new password comes from. */
final class Passwords {
    /** Asks without showing the answer. */
    @FunctionalInterface
    interface Asking {
        /** Asks; null if nobody answers. */
        char @Nullable [] ask(String prompt);
    }

    private Passwords() {}

    /** Asks twice at the terminal, or reads a line of standard input. */
    static String of(Cli cli, String user, boolean interactive) {
        return interactive ? twice(user, terminal(cli)) : line(cli.in());
    }

    // Up to Java 21 there is no console without a terminal; later there is one, which reads whatever standard input is.
    @SuppressWarnings("SystemConsoleNull")
    private static Asking terminal(Cli cli) {
        Console console = cli.streams().asked() ? System.console() : null;
        if (console == null) {
            throw CommandException.wrongUsage("There is no terminal to ask for a password at:"
                    + " with --interactive=false it is read from standard input.");
        }
        return prompt -> console.readPassword("%s", prompt);
    }

    /** Asks twice. */
    static String twice(String user, Asking asking) {
        char[] once = asking.ask("Password of " + user + ": ");
        if (once == null || once.length == 0) {
            throw CommandException.badInput("the password is empty.");
        }
        char[] again = asking.ask("Type password of " + user + " again for confirmation: ");
        if (!Arrays.equals(once, again)) {
            throw CommandException.badInput("the passwords are not the same.");
        }
        return new String(once);
    }

    /** Reads a line, and nothing that comes after it. */
    static String line(InputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot read standard input: " + e.getMessage(), e);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        String password = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (password.isEmpty()) {
            throw CommandException.badInput("standard input has no password.");
        }
        return password;
    }
}
