package dev.tercet.cli.auth;

import dev.tercet.cli.connect.Asking;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where a user's new password comes from. */
final class Passwords {
    private Passwords() {}

    /** Asks twice at the terminal, or reads a line of standard input. */
    static String of(Cli cli, String user, boolean interactive) {
        return interactive ? twice(user, cli.streams().secrets()) : line(cli.in());
    }

    /** Asks twice. */
    static String twice(String user, Asking asking) {
        char[] once = asking.ask("Password of " + user + ": ");
        if (once == null) {
            throw CommandException.wrongUsage("Nobody typed a password, or there is no terminal to ask at: with"
                    + " --interactive=false it is read from standard input.");
        }
        if (once.length == 0) {
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
